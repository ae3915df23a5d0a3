-- The path of each copied conversation's messages, and the token of whose it is. Parameters: first and last number.
select '/api/v1/conversations/0198c0de-0000-7000-8000-' || lpad(i::text, 12, '0') || '/messages '
       || rtrim(translate(encode(uuid_send(('0198c0de-1111-7000-8000-' || lpad(i::text, 12, '0'))::uuid), 'base64'),
                          '+/', '-_'), '=')
       || '.' || repeat('A', 43)
  from generate_series(?::bigint, ?::bigint) i
