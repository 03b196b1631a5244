/** A check comes in: it is registered with its image; paid in later, or not before the day it is dated. */
import type { Company } from '#company';
import { mediaTypeOf } from '#formats';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand } from '#platform';
import { insertChecks, setCheckImage } from '../store/checks.ts';

/** At most this many bytes for the picture of a check. */
export const maximumImageBytes = 10 * 1024 * 1024;

export interface ReceivedCheck {
  readonly company: Company;
  readonly number: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly checkDate: Day;
  readonly receivedOn: Day;
  readonly drawerName: string | null;
  readonly drawerAccount: string | null;
  /** The customer, where a person knows whose check it is. */
  readonly accountId: bigint | null;
  readonly image?: Uint8Array | undefined;
}

const refuseImage = () =>
  refuse('cash.check-image', 'The image of a check is a PNG, JPEG, TIFF or PDF of at most 10 MB. Nothing was changed.');

/** Refuses an amount that is not above zero (`cash.check-amount`) and nobody who gave it (`cash.check-drawer`). */
export function refuseCheck(check: Pick<ReceivedCheck, 'amountMinor' | 'accountId' | 'drawerName' | 'drawerAccount'>) {
  if (check.amountMinor <= 0n)
    return refuse('cash.check-amount', 'A check is of an amount above zero.', {}, { field: 'amount' });
  if (check.accountId === null && check.drawerName === null && check.drawerAccount === null)
    return refuse('cash.check-drawer', 'Say who gave the check: the customer or the drawer.', {}, { field: 'drawer' });
  return undefined;
}

/**
 * Registers a check. One of the same number, drawer and amount is known already and refused (`cash.check-known`): a check is
 * paid in once. Refuses an amount that is not above zero (`cash.check-amount`), nobody who gave it (`cash.check-drawer`), and
 * an image that is none (`cash.check-image`).
 */
export function receiveCheck(engine: Engine, caller: Caller, input: ReceivedCheck): Promise<Outcome<{ id: bigint }>> {
  const { company, image, ...check } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.receive-check',
      reason: `Check ${input.number} came in.`,
      input: { ...check, company: company.code, withImage: image !== undefined },
    },
    async (tx) => {
      const refusal = refuseCheck(check);
      if (refusal) return refusal;
      if (image !== undefined && (mediaTypeOf(image) === undefined || image.length > maximumImageBytes))
        return refuseImage();
      const imageSha256 = image === undefined ? null : filesOf(engine).put(tx.tenantId, image);
      const [id] = await insertChecks(tx, [{ ...check, companyId: company.id, imageSha256, adviceId: null }]);
      if (id === null || id === undefined)
        return refuse(
          'cash.check-known',
          `Check ${check.number} of this drawer and amount is registered already. Nothing was changed.`,
          { number: check.number },
        );
      tx.publish({
        type: 'cash.check-received',
        payload: {
          checkId: id.toString(),
          companyId: company.id.toString(),
          accountId: check.accountId?.toString() ?? null,
          numbers: [check.number],
        },
      });
      return done({ id });
    },
  );
}

/** Attaches the image to a registered check, in place of an earlier one. Refuses `cash.check-not-found`, `cash.check-image`. */
export function attachCheckImage(
  engine: Engine,
  caller: Caller,
  input: { company: Company; checkId: bigint; image: Uint8Array },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.attach-check-image',
      reason: `The image of check ${input.checkId} was attached.`,
      input: { company: input.company.code, checkId: input.checkId },
    },
    async (tx) => {
      if (mediaTypeOf(input.image) === undefined || input.image.length > maximumImageBytes) return refuseImage();
      const sha256 = filesOf(engine).put(tx.tenantId, input.image);
      return (await setCheckImage(tx, { companyId: input.company.id, checkId: input.checkId, sha256 }))
        ? done(null)
        : refuse('cash.check-not-found', 'There is no such check in this company. Nothing was changed.');
    },
  );
}
