-- The turns that are asked to begin or to end, as TurnJson writes them. A field that is left out is null.
asked as materialized (
    select * from rows from (json_to_recordset(:turns::json) as (
        user_id uuid, conversation_id uuid, version bigint, seen_write uuid, folder_revision uuid, write_id uuid,
        added integer, title text, titled boolean, id uuid, attempt integer, answer_seq bigint, parent_id uuid,
        parent_seq bigint, model text, node text, epoch bigint, idempotency_key text, request_hash bytea,
        started_at timestamptz, question_id uuid, question_seq bigint, question_parent_id uuid, question_parent_seq bigint, question_role text, question_content text,
        question_parts jsonb, question_wanted text, question_status text, question_tokens integer, question_chain bytea,
        question_created_at timestamptz, answer_role text, answer_content text, answer_parts jsonb, answer_status text,
        finish_reason text, answer_model text, answer_cached boolean, prompt_tokens integer, completion_tokens integer,
        cached_tokens integer, reasoning_tokens integer, latency_ms bigint, answer_tokens integer, answer_chain bytea,
        answer_created_at timestamptz)) with ordinality
)
