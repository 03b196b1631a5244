-- What else the engine could have said of some money, kept with what it said: who looks at a posting later sees both. As in a
-- proposal: the sentence, and the items' ids. Null: there was nothing else.
alter table cash.judgement add column runner_up jsonb;
