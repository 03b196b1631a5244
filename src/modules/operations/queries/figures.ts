/** The figures of the installation for monitoring: heads, jobs, schedules and messages of every tenant. No personal data. */
import { listCompanies } from '#company';
import { actionsWithoutLimits, type Engine, type Figure, listTenants, runQuery, sql } from '#platform';

/** Reads the figures now, one snapshot per tenant. Labels are codes of tenants, kinds and states. */
export async function readFigures(engine: Engine): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const tenant of await listTenants(engine)) {
    const labels = { tenant: tenant.code };
    await runQuery(engine, tenant.id, async (db) => {
      const heads = await sql<{ seq: bigint }>`select seq from platform.head where tenant_id = ${tenant.id}`.execute(
        db,
      );
      for (const { seq } of heads.rows)
        figures.push({
          name: 'dunwell_head_sequence',
          help: "The tenant's number of commands so far.",
          labels,
          value: Number(seq),
        });
      const jobs = await sql<{ kind: string; state: string; jobs: number; ended: string | null }>`
        select split_part(kind, ' ', 1) as kind, state, count(*)::integer as jobs,
          extract(epoch from max(ended_at))::text as ended
        from platform.job where tenant_id = ${tenant.id} group by 1, 2`.execute(db);
      for (const { kind, state, jobs: count, ended } of jobs.rows) {
        figures.push({
          name: 'dunwell_jobs',
          help: 'Jobs by kind and state.',
          labels: { ...labels, kind, state },
          value: count,
        });
        if (ended !== null)
          figures.push({
            name: 'dunwell_job_ended_seconds',
            help: 'When the newest job of this kind and state ended (seconds since 1970).',
            labels: { ...labels, kind, state },
            value: Number(ended),
          });
      }
      const messages = await sql<{ state: string; messages: number }>`
        select state, count(*)::integer as messages from correspondence.v_message where tenant_id = ${tenant.id} group by 1`.execute(
        db,
      );
      for (const { state, messages: count } of messages.rows)
        figures.push({
          name: 'dunwell_outbox_messages',
          help: 'Messages by state; unknown waits for a person.',
          labels: { ...labels, state },
          value: count,
        });
      const wakes = await sql<{ kind: string; scope: string; attempts: number; done: boolean }>`
        select kind, scope, attempts, state = 'done' as done from operations.v_wake where tenant_id = ${tenant.id}`.execute(
        db,
      );
      for (const { kind, scope, attempts, done } of wakes.rows)
        figures.push({
          name: 'dunwell_schedule_failed_attempts',
          help: 'Attempts of the newest occurrence that did not succeed; 0 when it is done.',
          labels: { ...labels, kind, company: scope },
          value: done ? 0 : attempts,
        });
    });
    const companies = await listCompanies(engine, tenant.id);
    const without = await actionsWithoutLimits(engine, tenant.id, {
      day: engine.clock.now().toISOString().slice(0, 10),
      companyIds: companies.map((one) => one.id),
    });
    for (const { id, code } of companies)
      figures.push({
        name: 'dunwell_actions_without_limits',
        help: 'Actions under authority that nobody may do, as no limit is in force for them.',
        labels: { ...labels, company: code },
        value: without.get(id)!,
      });
  }
  return figures;
}
