-- Turns whose conversation is at the version that was seen, has no running turn, and whose key is new. After a restore
-- another write may have made a version of the same number, of which the turn has seen nothing. What the folder says must
-- be what the turn has seen, too; nobody looks for the folder of a conversation that is in none. OFFSET 0 has turns looked
-- up for each one, in its user's partition alone. They are looked up by what is asked: a condition on the conversation
-- alone would be tried on all of them, where the planner reads the table as a whole.
    select a.ordinality, c.user_id, c.id, a.version
      from asked a
      join conversations c on c.user_id = a.user_id and c.id = a.conversation_id and c.version = a.version
                          and c.write_id is not distinct from a.seen_write
     where not exists (select from turns t
                        where t.user_id = a.user_id and t.conversation_id = a.conversation_id and t.state = 'running'
                       offset 0)
       and case when c.folder_id is null then a.folder_revision is null
                else a.folder_revision is not distinct from (select f.revision
                                                               from folders f
                                                              where f.user_id = c.user_id and f.id = c.folder_id
                                                             offset 0) end
       and not exists (select from turns t
                        where t.user_id = a.user_id and t.idempotency_key = a.idempotency_key
                       offset 0)
