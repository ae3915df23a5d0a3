-- Notes that a node wants a model now, at most twice a minute. Followers of models that are there no more go too: their
-- cursors would keep the changes from being deleted.
with used as (
    update embedding_models m
       set used_at = clock_timestamp()
     where m.name = :name and m.used_at < clock_timestamp() - interval '30 seconds'
), made as (
    insert into embedding_models (name)
    select :name where not exists (select from embedding_models m where m.name = :name)
    on conflict do nothing
    returning id
), past as materialized (
    select distinct k.consumer
      from change_cursors k
     where k.consumer like 'embeddings:%' and k.consumer <> 'embeddings:' || :name
       and not exists (select from embedding_models m where k.consumer = 'embeddings:' || m.name)
), cursors as (
    delete from change_cursors k using past where k.consumer = past.consumer
), followers as (
    delete from change_followers f using past where f.consumer = past.consumer
)
select m.id from embedding_models m where m.name = :name
 union all
select made.id from made
