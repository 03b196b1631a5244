/** The contract of authority: what its routes and governed inputs take and answer. Pure. */
import { z } from 'zod';
import { isDay } from '#kernel';
import { idAnswer, idParam, pageQuery } from '../http/contract.ts';
import { roles } from '../identity/rules/permissions.ts';
import { customerPeriods, limitModes, requestStates } from './model.ts';

const roleName = z.enum(roles);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
/** An amount that is not negative, in major units. */
const size = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, 'is not an amount such as 1234.50');
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency code such as EUR');
/** One or more lines of plain text. */
const text = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(3)
    .max(longest)
    .regex(/^[^\p{Cc}\n]*(?:\n[^\p{Cc}]*)*$/u, 'no control characters');
const actionName = z.string().regex(/^[a-z]+\.[a-z][a-z-]*$/, 'is not the name of an action');

/** A limit as it is set. `remove` ends the limit with this key. */
const limitChange = z.strictObject({
  action: actionName,
  companyId: idParam.nullable().default(null).meta({ description: 'Null: all companies.' }),
  role: roleName.nullable().default(null),
  personId: idParam.nullable().default(null),
  mode: z.enum(limitModes),
  approverRole: roleName.nullable().default(null),
  currency: currency.nullable().default(null),
  amount: size.nullable().default(null).meta({ description: 'The most for one act; null: any amount.' }),
  personDay: size.nullable().default(null).meta({ description: 'The most for one person and day.' }),
  customer: size.nullable().default(null).meta({ description: 'The most for one customer in the period.' }),
  customerPeriod: z.enum(customerPeriods).nullable().default(null),
  validFrom: day.nullable().default(null).meta({ description: 'Absent: at once.' }),
  remove: z.boolean().default(false),
});
export type LimitChange = z.output<typeof limitChange>;

export const setLimitsInput = z.strictObject({
  changes: z.array(limitChange).min(1).max(200),
  reason: text(500),
});
export type SetLimitsInput = z.output<typeof setLimitsInput>;

const approver = z.union([z.object({ role: roleName }), z.object({ personId: idAnswer })]);

const limitAnswer = z
  .object({
    id: idAnswer,
    version: z.int(),
    action: z.string(),
    companyId: idAnswer.nullable(),
    role: roleName.nullable(),
    personId: idAnswer.nullable(),
    personName: z.string().nullable(),
    mode: z.enum(limitModes),
    approverRole: roleName.nullable(),
    currency: z.string().nullable(),
    amount: z.string().nullable(),
    personDay: z.string().nullable(),
    customer: z.string().nullable(),
    customerPeriod: z.enum(customerPeriods).nullable(),
    validFrom: z.string(),
  })
  .meta({ id: 'AuthorityLimit' });

export const limitsAnswer = z
  .object({
    day: z.string(),
    policyVersion: z.int(),
    actions: z.array(
      z.object({
        action: z.string(),
        sentence: z.string(),
        amountMeans: z.string().nullable(),
        alwaysTwo: z.boolean(),
        limits: z.array(limitAnswer),
        unlimited: z
          .array(idAnswer.nullable())
          .meta({ description: 'Companies in which nobody may do it, as no limit is set; null: anywhere.' }),
        defaults: z
          .array(
            z.object({
              role: roleName,
              mode: z.enum(limitModes),
              approverRole: roleName.nullable(),
              amount: z.string().nullable(),
              personDay: z.string().nullable(),
              customer: z.string().nullable(),
              customerPeriod: z.enum(customerPeriods).nullable(),
            }),
          )
          .meta({ description: 'The limits that a new company begins with, in its currency.' }),
      }),
    ),
  })
  .meta({ id: 'AuthorityLimits' });
export type LimitsAnswer = z.output<typeof limitsAnswer>;

/** What the body of a governed command's route has besides its input. */
export const askForMember = {
  askFor: text(500).nullable().default(null).meta({
    description: 'Why, for the second person: asks for approval where you may not do it alone. Absent: refused.',
  }),
};

/** The answer of a governed command's route. */
export const governedAnswer = z
  .object({
    state: z.enum(['done', 'pending']),
    requestId: idAnswer.nullable(),
    approvers: z.array(approver),
  })
  .meta({ id: 'Governed' });

export const requestBody = z.strictObject({
  action: actionName,
  companyId: idParam.nullable(),
  input: z.record(z.string(), z.unknown()),
  reason: text(500),
});
export const reviseBody = z.strictObject({
  input: z.record(z.string(), z.unknown()).optional(),
  reason: text(500).optional(),
});
export const requestIdParams = z.strictObject({ requestId: idParam });
export const approveBody = z.strictObject({
  contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'is not the hash of a content'),
  note: text(500).nullish(),
});
export const noteBody = z.strictObject({ note: text(500) });

export const requestedAnswer = z.object({
  requestId: idAnswer,
  state: z.enum(['proposed', 'pending']),
  contentHash: z.string(),
  sentence: z.string(),
  approvers: z.array(approver),
});
export const settledAnswer = z.object({
  requestId: idAnswer,
  state: z.enum(['approved', 'rejected', 'withdrawn']),
});

export const requestsQuery = z.strictObject({
  ...pageQuery,
  state: z.enum([...requestStates, 'open']).default('open'),
  customer: idParam.optional().meta({ description: 'Only what is asked of this customer, by its id.' }),
});
const requestAnswer = z
  .object({
    id: idAnswer,
    action: z.string(),
    actionSentence: z.string(),
    companyId: idAnswer.nullable(),
    customerId: idAnswer.nullable(),
    subject: z.string(),
    sentence: z.string(),
    lines: z
      .array(
        z.object({
          text: z.string(),
          party: z.string().nullable(),
          account: z.string().nullable(),
          amount: z.string().nullable(),
          currency: z.string().nullable(),
        }),
      )
      .meta({ description: 'Each part of an act that is many in one, such as the payments of a file; else none.' }),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    input: z.record(z.string(), z.unknown()),
    contentHash: z.string(),
    reason: z.string(),
    source: z.string(),
    state: z.enum(requestStates),
    requesterPersonId: idAnswer,
    requesterName: z.string(),
    requestedAt: z.string(),
    settledName: z.string().nullable(),
    settledAt: z.string().nullable(),
    settledNote: z.string().nullable(),
    mine: z.boolean(),
    mayApprove: z.boolean(),
    whyNot: z.string().nullable(),
  })
  .meta({ id: 'AuthorityRequest' });
export const requestsAnswer = z.object({ rows: z.array(requestAnswer), next: z.string().nullable() });
export type RequestsAnswer = z.output<typeof requestsAnswer>;

export const decisionsQuery = z.strictObject({ ...pageQuery, action: actionName.optional() });
export const decisionsAnswer = z.object({
  rows: z.array(
    z
      .object({
        id: idAnswer,
        action: z.string(),
        companyId: idAnswer.nullable(),
        customerId: idAnswer.nullable(),
        subject: z.string(),
        amount: z.string().nullable(),
        currency: z.string().nullable(),
        day: z.string(),
        deed: z.enum(['alone', 'approved', 'system']),
        personName: z.string(),
        approverName: z.string().nullable(),
        requestId: idAnswer.nullable(),
        policyVersion: z.int(),
        decidedAt: z.string(),
      })
      .meta({ id: 'AuthorityDecision' }),
  ),
  next: z.string().nullable(),
});

export const delegateBody = z.strictObject({
  delegatePersonId: idParam,
  companyId: idParam.nullable().default(null),
  actions: z.array(actionName).min(1).max(50).nullable().default(null),
  ceiling: z.strictObject({ amount: size, currency }).nullable().default(null),
  from: day,
  to: day,
  reason: text(500),
});
export const delegationsAnswer = z.object({
  rows: z.array(
    z
      .object({
        id: idAnswer,
        delegatorName: z.string(),
        delegateName: z.string(),
        companyId: idAnswer.nullable(),
        actions: z.array(z.string()).nullable(),
        ceiling: z.object({ amount: z.string(), currency: z.string() }).nullable(),
        from: z.string(),
        to: z.string(),
        reason: z.string(),
        state: z.enum(['coming', 'in_force', 'over', 'taken_back']),
        mine: z.boolean().meta({ description: 'Whoever asks delegated it.' }),
        mayEnd: z.boolean().meta({ description: 'Whoever asks may take it back now.' }),
      })
      .meta({ id: 'AuthorityDelegation' }),
  ),
});
export type DelegationsAnswer = z.output<typeof delegationsAnswer>;

/** Who holds a role here: to whom authority can be delegated, about whom can be asked what would happen, who gives roles. */
export const colleaguesAnswer = z.object({
  rows: z.array(
    z
      .object({
        id: idAnswer,
        name: z.string(),
        kind: z.enum(['person', 'agent']),
        me: z.boolean(),
        givesRoles: z.boolean(),
      })
      .meta({ id: 'AuthorityColleague' }),
  ),
});
export type ColleaguesAnswer = z.output<typeof colleaguesAnswer>;

/** What would happen: one act of one person, or the past decisions under other limits. */
export const simulateBody = z.strictObject({
  action: actionName,
  companyId: idParam,
  personId: idParam,
  amount: size.nullable().default(null).meta({ description: 'In the currency of the company.' }),
  customerId: idParam.nullable().default(null),
});
export const simulateAnswer = z
  .object({
    outcome: z.enum(['allowed', 'approval-needed', 'refused']),
    why: z.string(),
    approvers: z.array(approver),
    limits: z
      .array(
        z.object({
          limit: limitAnswer,
          lentBy: z.string().nullable().meta({ description: 'Who delegated it; null: the person’s own.' }),
          decides: z.boolean().meta({ description: 'The decision stands on this limit.' }),
        }),
      )
      .meta({ description: 'What the person could use for this act.' }),
    policyVersion: z.int(),
  })
  .meta({ id: 'AuthoritySimulation' });
export type SimulateAnswer = z.output<typeof simulateAnswer>;

export const backtestBody = z.strictObject({
  companyId: idParam,
  action: actionName,
  from: day,
  to: day,
  changes: z
    .array(
      limitChange.omit({ companyId: true, action: true, validFrom: true }).extend({
        companyId: idParam.nullable().optional().meta({ description: 'Absent: the company of the question.' }),
      }),
    )
    .min(1)
    .max(200),
  besides: z.enum(['nothing', 'in_force']).default('nothing').meta({
    description: 'What holds beside the changes: nothing, or the limits in force that none of them replaces.',
  }),
});
export type BacktestChange = z.output<typeof backtestBody>['changes'][number];
export const backtestAnswer = z
  .object({
    decisions: z.int(),
    same: z.int(),
    changed: z.array(
      z.object({
        id: idAnswer,
        day: z.string(),
        subject: z.string(),
        personName: z.string(),
        amount: z.string().nullable(),
        currency: z.string().nullable(),
        was: z.enum(['alone', 'approved']),
        would: z.enum(['alone', 'approval-needed', 'refused']),
        why: z.string(),
      }),
    ),
    counts: z.object({ alone: z.int(), approvalNeeded: z.int(), refused: z.int() }),
  })
  .meta({ id: 'AuthorityBacktest' });
export type BacktestAnswer = z.output<typeof backtestAnswer>;
