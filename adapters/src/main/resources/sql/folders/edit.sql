-- Gives a folder its new settings under the account's lock. It may be in a folder at the top, if none is in it. Another
-- system prompt gets another revision, which turns look at.
-- Returns the folder, or no row when it cannot be in its parent.
update folders f
   set name = :name,
       parent_id = :parent::uuid,
       position = :position,
       prompt_tokens = case when f.system_prompt is distinct from :systemPrompt::text then :tokens
                            else f.prompt_tokens end,
       revision = case when f.system_prompt is distinct from :systemPrompt::text then gen_random_uuid()
                       else f.revision end,
       system_prompt = :systemPrompt::text
 where f.user_id = :user and f.id = :id
   and (:parent::uuid is null
        or :parent::uuid <> f.id
           and exists (select from folders p where p.user_id = :user and p.id = :parent::uuid and p.parent_id is null)
           and not exists (select from folders s where s.user_id = :user and s.parent_id = f.id))
returning
-- include folders/parts/columns.sql
