-- The same page as history.sql reads, on a replica: turn_deltas is unlogged, and no replica has it. So a running turn's answer
-- comes without a text, and whoever finds one has to ask the primary.
-- include messages/parts/page.sql
select
-- include messages/parts/pageColumns.sql
     , coalesce(m.content, '') as content
-- include messages/parts/pageRows.sql
 order by m.place
