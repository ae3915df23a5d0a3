-- Gives users, as copies.sql numbers them, more conversations of everyday words: 20 messages each, of 8 to 55 words. Ids are
-- in the order of time.
-- Parameters: first and last number of the users, conversations each, whether their changes are noted.
with words as (
    select string_to_array('the a my our this that every some one two old new small large good bad cold warm early late red '
        || 'blue green open quiet busy long short first last plan holiday garden budget recipe letter weekend engine meeting '
        || 'novel kitchen lecture bicycle invoice market history salary journal guitar repair river mountain village train '
        || 'station ticket window door floor roof water coffee bread cheese apple salt summer winter morning evening doctor '
        || 'teacher friend brother sister mother father child neighbor dog cat horse bird fish tree flower song story picture '
        || 'machine paper number question answer reason idea dream mistake chance price money work office school city country '
        || 'road bridge boat ship car wheel light sound voice color is was has had makes made takes took gives gave needs '
        || 'wants finds found keeps kept brings brought asks asked tells told sees saw hears heard runs ran walks opens closed '
        || 'and or but with without for from about under over near behind before after because when where while not never '
        || 'always often again still already', ' ') as all_words
), numbers as (
    select i, k, ('0198c0de-1111-7000-8000-' || lpad(i::text, 12, '0'))::uuid as user_id,
           ('0198c0de-3333-7' || lpad(to_hex(i), 3, '0') || '-8000-' || lpad(to_hex(k), 12, '0'))::uuid as conversation_id
      from generate_series(?::bigint, ?::bigint) i, generate_series(1, ?::bigint) k
), said as (
    select n.i, n.k, n.user_id, n.conversation_id, seq,
           ('0198c0de-2222-7' || lpad(to_hex(n.i), 3, '0') || '-8000-' || lpad(to_hex(n.k * 100 + seq), 12, '0'))::uuid as id,
           (select string_agg(w.all_words[1 + floor(random() * cardinality(w.all_words))::integer], ' ')
              from words w, generate_series(1, 8 + (n.k * 7 + seq * 5) % 48)) as content
      from numbers n, generate_series(1, 20) seq
), added as (
    insert into conversations (user_id, id, title, pinned, archived, message_count, last_seq, head_seq, created_at,
                               updated_at, version)
    select user_id, conversation_id, 'Talk ' || k, false, false, 20, 20, 20, now() - interval '1 year' + k * interval '1 minute',
           now() - interval '1 year' + k * interval '1 minute', 1
      from numbers
), written as (
    insert into messages (user_id, conversation_id, seq, id, role, content, status, cached, tokens, chain, created_at)
    select user_id, conversation_id, seq, id, case when seq % 2 = 1 then 'user' else 'assistant' end, content, 'completed',
           false, 40, sha256(content::bytea), now() - interval '1 year' + k * interval '1 minute'
      from said
)
insert into changes (user_id, entity, id, version)
select user_id, 'conversation', conversation_id, 1 from numbers where ?
