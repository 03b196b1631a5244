/** The contract of correspondence: what its routes take and answer. Pure. */
import { z } from 'zod';
import { idAnswer, idParam, pageQuery } from '#platform/contract';
import { messageStates, reportOutcomes } from './model.ts';

const companyCode = z.string().min(1).max(12);
const stateName = z.enum(messageStates);

export const messagesQuery = z.strictObject({
  ...pageQuery,
  company: companyCode,
  state: stateName.optional(),
  customer: z.string().min(1).max(100).optional().meta({ description: "The customer's number." }),
});

export const messagesAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        customer: z.string(),
        name: z.string(),
        kind: z.string(),
        channel: z.enum(['email', 'letter']),
        currency: z.string(),
        recipient: z.string().nullable(),
        proposedDate: z.string(),
        subject: z.string().nullable(),
        state: stateName,
        stateAt: z.string(),
        reason: z.string().nullable(),
        attempts: z.number().int(),
        notBefore: z.string().nullable(),
        bounce: z.enum(['hard', 'soft']).nullable().meta({ description: 'How it came back; null where it did not.' }),
        bouncedAt: z.string().nullable(),
        bounceReason: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'Messages' });

export const deliveryReportsQuery = z.strictObject({
  ...pageQuery,
  company: companyCode.optional().meta({ description: 'Absent: all companies of the reader.' }),
  outcome: z.enum(reportOutcomes).optional(),
});
export const deliveryReportsAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        readAt: z.string(),
        outcome: z.enum(reportOutcomes),
        company: z.string().nullable(),
        customer: z.string().nullable(),
        name: z.string().nullable(),
        messageId: idAnswer.nullable(),
        subject: z.string().nullable(),
        recipient: z.string().nullable(),
        status: z.string().nullable(),
        diagnostic: z.string().nullable(),
        reportedBy: z.string().nullable(),
        file: z.string(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'DeliveryReports' });

export const messageParams = z.strictObject({ messageId: idParam });

export const resolutionBody = z.strictObject({
  resolution: z.enum(['sent', 'send_again', 'give_up']).meta({
    description:
      'sent: it left. send_again: it did not, and passes the gate once more. give_up: it did not and shall not.',
  }),
  reason: z.string().min(1).max(500).meta({ description: 'How you know.' }),
});
export const resolutionAnswer = z.object({ state: stateName });

const mailAddress = z.string().max(254);
export const mailBody = z.strictObject({
  transport: z.enum(['outbox', 'smtp']),
  senderAddress: mailAddress.nullable().default(null),
  replyToAddress: mailAddress.nullable().default(null),
});
export const mailQuery = z.strictObject({ company: companyCode });
export const mailAnswer = z
  .object({
    transport: z.enum(['outbox', 'smtp']),
    senderAddress: z.string().nullable(),
    replyToAddress: z.string().nullable(),
  })
  .meta({ id: 'MailSetting' });
export type MailAnswer = z.output<typeof mailAnswer>;

const language = z.enum(['en', 'de', 'es', 'fr']);
const prose = { subject: z.string().max(4000), opening: z.string().max(4000), closing: z.string().max(4000) };
export const templateBody = z.strictObject(prose);
export const templateParams = z.strictObject({
  name: z.string().min(1).max(40),
  language,
  level: z.coerce.number().int().min(1).max(9),
});
export const templatesAnswer = z
  .object({
    rows: z.array(
      z.object({
        name: z.string(),
        language: z.string(),
        level: z.int(),
        own: z.boolean().meta({ description: 'The house has put its own words in place of the built-in ones.' }),
        subject: z.string(),
      }),
    ),
  })
  .meta({ id: 'Templates' });
export const templateAnswer = z
  .object({
    name: z.string(),
    language: z.string(),
    level: z.int(),
    ...prose,
    version: z.int().meta({ description: 'How many versions the house saved; send it back in If-Match when saving.' }),
    builtIn: z.object(prose).nullable(),
    facts: z.array(z.object({ name: z.string(), example: z.string() })).meta({
      description: 'What the prose may name between double braces.',
    }),
    versions: z.array(z.object({ savedAt: z.string(), person: z.string(), ...prose })),
  })
  .meta({ id: 'Template' });
export type TemplateAnswer = z.output<typeof templateAnswer>;
export const templateSavedAnswer = z.object({ version: z.int() });
export const templatePreviewBody = z.strictObject({
  name: z.string().min(1).max(40),
  language,
  level: z.int().min(1).max(9).default(1),
  customer: z.string().min(1).max(100),
  prose: z
    .strictObject(prose)
    .optional()
    .meta({ description: 'Words that are not saved yet; absent: those that apply.' }),
});
export const templatePreviewAnswer = z
  .object({ subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'TemplatePreview' });

const printState = z.enum(['waiting', 'printed']);
export const printBatchParams = z.strictObject({ batchId: idParam });
export const reprintBody = z.strictObject({ reason: z.string().min(1).max(500) });
export const printBatchAnswer = z.object({ state: printState });
export const printBatchMadeAnswer = z.object({ batchId: idAnswer.nullable(), letters: z.int() });
/** What was done with a batch, beside the columns of its list. */
export const printBatchDetail = z
  .object({
    events: z.array(
      z.object({
        kind: z.enum(['printed', 'reprint']),
        person: z.string(),
        at: z.string(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'PrintBatchDetail' });
export type PrintBatchDetail = z.output<typeof printBatchDetail>;
export const uncollectedAnswer = z
  .object({ letters: z.int().meta({ description: 'Letters that are in no batch yet.' }) })
  .meta({ id: 'UncollectedLetters' });
export type UncollectedAnswer = z.output<typeof uncollectedAnswer>;
