/** `init`: an empty tenant with its first company, another company of a tenant, or the demo. */

import { createCompany, findCompany, setUpTax } from '#company';
import { createDemo } from '#demo';
import { done } from '#kernel';
import { setUpChart } from '#ledger';
import { createTenant, listTenants, openInstallation, systemActor, type Tenant } from '#platform';
import { registrations } from '../../registrations.ts';
import { type Command, countOption, dayOption, textOption, UsageError, untilStopped } from '../command.ts';
import { openForDemo } from '../open-for-demo.ts';

export const initCommand: Command = {
  name: 'init',
  arguments:
    '[--demo [--seed N] [--customers N] [--months N]] | --tenant CODE --name NAME --company CODE --currency CUR --country CC --zone AREA/CITY',
  summary: 'Sets up a tenant with its first company, another company of a tenant, or the demo.',
  options: {
    demo: 'flag',
    seed: 'text',
    customers: 'text',
    months: 'text',
    name: 'text',
    currency: 'text',
    country: 'text',
    zone: 'text',
    language: 'text',
  },
  files: [0, 0],
  async run(invocation) {
    const demo = invocation.options['demo'] === true;
    const wanted = (name: string): string => {
      const value = textOption(invocation, name);
      if (value === undefined && !demo)
        throw new UsageError(`--${name} is needed; or --demo for a company to try things on.`);
      return value ?? '';
    };
    const input = {
      name: wanted('name'),
      code: wanted('company'),
      currency: wanted('currency'),
      country: wanted('country'),
      zone: wanted('zone'),
    };
    const opened = demo
      ? await openForDemo(invocation)
      : done(await openInstallation(invocation.config, invocation.clock, registrations));
    if (!opened.ok) return opened;
    const installation = opened.value;
    try {
      const { engine } = installation;
      if (demo) {
        const months = countOption(invocation, 'months', 24);
        if (months < 3) throw new UsageError('--months takes 3 or more: reminders need time to be earned.');
        const making = createDemo(engine, {
          home: invocation.config.home,
          seed: countOption(invocation, 'seed', 1),
          customers: countOption(invocation, 'customers', 400),
          months,
          asOf: dayOption(invocation, 'as-of'),
          onProgress: (label, count, total) => invocation.progress.update(label, count, total),
        });
        const made = await untilStopped(invocation.stop, making);
        if (!made.ok) return made;
        return done({
          json: made.value,
          text: `The demo tenant "${made.value.tenant}" is ready: ${made.value.customers} customers, ${made.value.documents} documents. Sign-ins: ${made.value.signIns.map((one) => `${one.login} / ${one.password}`).join(', ')}`,
        });
      }
      const named = textOption(invocation, 'tenant');
      const code = named ?? input.code.toLowerCase();
      // A tenant that is named and there gets one more company; so does one whose set-up broke off before its first.
      const existing = named === undefined ? undefined : (await listTenants(engine)).find((one) => one.code === named);
      const tenant = existing ? done(existing) : await createTenant(engine, { code, name: input.name });
      if (!tenant.ok) return tenant;
      const company = await setUpCompany(engine, tenant.value, input, textOption(invocation, 'language') ?? 'en');
      if (!company.ok) return company;
      return done({
        json: { tenant: code, company: input.code },
        text: `Tenant "${code}" with company ${input.code} is ready.`,
      });
    } finally {
      await installation.close();
    }
  },
};

async function setUpCompany(
  engine: Parameters<typeof createCompany>[0],
  tenant: Tenant,
  input: { name: string; code: string; currency: string; country: string; zone: string },
  language: string,
) {
  const caller = { tenantId: tenant.id, actor: systemActor, source: 'cli' };
  const created = await createCompany(engine, caller, {
    code: input.code,
    name: input.name,
    currency: input.currency,
    country: input.country,
    timeZone: input.zone,
    language,
    letterhead: {},
  });
  if (!created.ok) return created;
  const company = await findCompany(engine, tenant.id, input.code);
  if (!company.ok) return company;
  const chart = await setUpChart(engine, caller, { companyId: company.value.id });
  // Tax codes and reasons are the tenant's: they come with its first company, and what it has changed since stays.
  return chart.ok ? setUpTax(engine, caller) : chart;
}
