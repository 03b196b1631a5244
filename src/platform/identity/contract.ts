/** Requests and answers of the identity routes. */
import { z } from 'zod';
import { isEmail } from '#kernel';
import { idAnswer, idParam } from '../http/contract.ts';
import { roles } from './rules/permissions.ts';

export const roleName = z.enum(roles);
/** Text of one line: no control characters, so that nothing smuggles a line break into a header or a log. */
const line = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');

export const signInBody = z.strictObject({
  login: line(200),
  password: z.string().min(1).max(256),
  newPassword: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .meta({ description: 'The own password in the place of a one-time one; else without effect.' }),
});
export const changePasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(256),
  newPassword: z.string().min(1).max(256),
});
export const createPersonBody = z.strictObject({
  name: line(200),
  email: z.string().max(200).refine(isEmail, 'is not an e-mail address').nullish(),
  kind: z.enum(['person', 'agent']).default('person').meta({ description: 'An agent is software in its own name.' }),
});
export const createAccountBody = z.strictObject({ login: line(200), password: z.string().min(1).max(256) });
export const grantBody = z.strictObject({ personId: idParam, companyId: idParam.nullable(), role: roleName });

/** The notations of numbers and days that can be chosen, whatever the language. */
export const notations = ['en-GB', 'en-US', 'de-DE', 'de-CH', 'es-ES', 'fr-FR', 'en-IN', 'sv-SE'] as const;
/** How a person wants the pages; what is absent is as the browser has it. */
export const preferences = z
  .strictObject({
    language: z.enum(['en', 'de', 'es', 'fr']),
    notation: z.enum(notations).meta({ description: 'How numbers and days are written.' }),
    theme: z.enum(['light', 'dark']),
    rowHeight: z
      .union([z.literal(28), z.literal(36), z.literal(44)])
      .meta({ description: 'Of long lists, in pixels.' }),
    letters: z.boolean().meta({ description: 'Whether single letters act as keys.' }),
  })
  .partial()
  .meta({ id: 'Preferences' });
export type Preferences = z.output<typeof preferences>;

export const sessionAnswer = z
  .object({
    personId: idAnswer,
    name: z.string(),
    login: z.string(),
    csrfToken: z.string(),
    preferences,
    tenants: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        roles: z.array(
          z.object({
            role: roleName,
            companyId: idAnswer.nullable(),
            actions: z.array(z.string()).meta({ description: 'What the role may do, by the permission table.' }),
          }),
        ),
        companies: z.array(
          z.object({
            id: idAnswer,
            code: z.string(),
            businessDay: z.string().meta({ description: 'The day that the company works on.' }),
          }),
        ),
        seq: z.string().meta({ description: 'The latest change: what is read after this is at least as new as that.' }),
      }),
    ),
  })
  .meta({ id: 'Session' });
/** The session as the workbench reads it. */
export type Session = z.output<typeof sessionAnswer>;

const personAnswer = z
  .object({
    id: idAnswer,
    name: z.string(),
    kind: z.enum(['person', 'agent']),
    email: z.string().nullable(),
    login: z.string().nullable(),
    closed: z.boolean().meta({ description: 'The account is closed: nobody signs in with it.' }),
    grants: z.array(z.object({ id: idAnswer, companyId: idAnswer.nullable(), role: roleName })),
  })
  .meta({ id: 'Person' });
export const personsAnswer = z.object({ rows: z.array(personAnswer), next: z.string().nullable() });
export type PersonsAnswer = z.output<typeof personsAnswer>;

export const handedOverAnswer = z
  .object({
    login: z.string(),
    password: z
      .string()
      .meta({ description: 'Shown this once; it is only good for choosing an own one at the sign-in.' }),
    until: z.string().meta({ description: 'Until when it can be replaced.' }),
  })
  .meta({ id: 'HandedOver' });
export type HandedOverAnswer = z.output<typeof handedOverAnswer>;

export const permissionsAnswer = z
  .object({
    roles: z.array(roleName),
    actions: z.array(z.object({ action: z.string(), roles: z.array(roleName) })),
  })
  .meta({ id: 'Permissions' });
export type PermissionsAnswer = z.output<typeof permissionsAnswer>;
