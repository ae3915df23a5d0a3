-- The letters of a title "c.title" as the service folds them (Folding.base), without joints.
               translate(replace(replace(replace(replace(
                   normalize(lower(regexp_replace(normalize(c.title, NFKD),
                       '[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed'
                       || '\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e'
                       || '\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]', '', 'g') collate "pg_c_utf8"), NFC),
                   'ß', 'ss'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'),
                   'ςøłđðħŧŋĸɨıƶґٱةىیک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९_.,-/''’‘ʼ‐‑',
                   'σolddhtnkiizгاهييك012345678901234567890123456789')
