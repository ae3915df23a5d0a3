-- One page of a branch, newest message first, and a running turn's answer as if it were a message already, with the
-- log that was kept so far as its content.
-- Where it starts: behind the position; or else at the end of the wanted branch, going from its message to the newest
-- child of each; or else at the running answer; or else at the conversation's head.
-- It ends with the message that reaches :bytes of text, whatever its :rows: the lengths are known without reading a text.
-- One row without a message for an empty page; no row when the conversation, the branch or the position does not exist.
-- OFFSET 0 has each message looked up by a whole key. The planner takes a conversation for as small as a user's share
-- of the table times a conversation's, and would rather read all of it, once for each message of the page.
-- include messages/parts/page.sql
select
-- include messages/parts/pageColumns.sql
     , coalesce(m.content, kept.text, '') as content
-- include messages/parts/pageRows.sql
  left join lateral (select string_agg(d.text, '' order by d.start) as text
                       from turn_deltas d
                      where d.user_id = s.user_id and d.turn_id = r.id) kept on r.id is not null
 order by m.place
