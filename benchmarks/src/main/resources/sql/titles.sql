-- Gives users more conversations with titles of everyday words; one of each user's titles has a word that no other has.
-- Parameters: first and last number of the users, as copies.sql has them; how many each.
with words as (
    select array['plan', 'holiday', 'garden', 'budget', 'recipe', 'letter', 'weekend', 'engine', 'meeting', 'novel',
                 'kitchen', 'lecture', 'bicycle', 'invoice', 'market', 'history', 'salary', 'journal', 'guitar', 'repair'] as all_words
)
insert into conversations (user_id, id, title, pinned, archived, message_count, last_seq, head_seq, created_at,
                           updated_at, version)
select ('0198c0de-1111-7000-8000-' || lpad(i::text, 12, '0'))::uuid,
       ('0198c0de-0000-7000-9' || lpad((k % 1000)::text, 3, '0') || '-' || lpad(i::text, 12, '0'))::uuid,
       case when k = 5 then 'Sabbatical in Lisbon'
            else initcap(all_words[1 + (k * 7 + i) % 20]) || ' and ' || all_words[1 + (k * 3 + i / 20) % 20] || ', part ' || k
       end,
       false, false, 0, 0, 0, now() - k * interval '1 hour', now() - k * interval '1 hour', 1
  from words, generate_series(?::bigint, ?::bigint) i, generate_series(1, ?::bigint) k
