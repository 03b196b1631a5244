/** Why it is done, where a form asks for it: what the server refused of the reason stands beside it, and what has no place of its own below. */
import { t } from '../language.ts';
import { ReasonField, type ReasonFieldProps, refusedAt, refusedElsewhere } from './field.tsx';
import { Refused } from './states.tsx';

interface AskReasonProps extends Omit<ReasonFieldProps, 'label' | 'error' | 'className'> {
  readonly label?: string;
  /** Of what was sent. */
  readonly error: Error | null;
  /** What the reason is called where it is sent. */
  readonly member?: string;
  /** The other members of what is sent that have a place of their own on the form. */
  readonly others?: readonly string[];
}

export function AskReason({ label = t('Reason'), error, member = 'reason', others = [], ...field }: AskReasonProps) {
  return (
    <>
      <ReasonField {...field} label={label} error={refusedAt(error, member)} />
      {refusedElsewhere(error, [...others, member]) && <Refused error={error} />}
    </>
  );
}
