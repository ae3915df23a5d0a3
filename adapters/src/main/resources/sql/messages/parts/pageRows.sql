  from start s
  left join page m on true
  left join running r on r.seq = m.at
  left join message_feedback f on f.user_id = m.user_id and f.message_id = m.id
