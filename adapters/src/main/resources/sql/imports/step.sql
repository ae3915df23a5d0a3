-- Counts a step of an import, in the transaction that stores it and has locked the row.
update imports
   set done = done + :conversations,
       imported = imported + :imported,
       extended = extended + :extended,
       unchanged = unchanged + :unchanged,
       messages = messages + :messages
 where user_id = :user and id = :id
