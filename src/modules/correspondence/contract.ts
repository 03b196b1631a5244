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
