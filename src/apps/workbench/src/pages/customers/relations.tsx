/**
 * Under which numbers a customer is and was known, and how it stands to others: merged, branch of a head office, paid for by
 * another. Given and ended by whoever may for the whole tenant, with the day and the reason.
 */
import { useState } from 'react';
import type { CustomerAnswer } from '#collections/contract';
import type { CustomerStoryAnswer } from '#customers/contract';
import { formatDay } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { DayField } from '../../parts/controls.tsx';
import { CustomerField } from '../../parts/customer-field.tsx';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ChoiceField, Field, refusedAt, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useMayEverywhere, useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Relation = CustomerStoryAnswer['relations'][number];
type Kind = Relation['kind'];

/** What a relation says, seen from the customer itself or from the other side. */
const kindWords = (kind: Kind, own: boolean): string => {
  switch (kind) {
    case 'merged_into':
      return own ? t('merged into') : t('took over');
    case 'branch_of':
      return own ? t('branch of') : t('head office of');
    case 'alternative_payer':
      return own ? t('paid for by') : t('pays for');
  }
};
const kindChoices = (): readonly (readonly [Kind, string])[] =>
  (['branch_of', 'alternative_payer', 'merged_into'] as const).map((kind) => [kind, kindWords(kind, true)] as const);

export function Relations({ data }: { data: CustomerAnswer }) {
  const story = useReading<CustomerStoryAnswer>('/api/customer-story', { number: data.customer });
  const mayEdit = useMayEverywhere('customers.edit');
  const [doing, setDoing] = useState<'number' | 'relation' | Relation>();
  const close = (): void => setDoing(undefined);
  if (story.isPending) return <Skeleton rows={3} className="px-6 py-2" />;
  if (story.data === undefined) return <Failure error={story.error!} retry={() => void story.refetch()} />;
  const { customer, readsAs, formerNumbers, relations } = story.data;
  return (
    <section aria-label={t('Numbers and relations')} className="mt-6 max-w-3xl border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="mr-auto text-fact font-semibold">{t('Numbers and relations')}</h2>
        {mayEdit && (
          <>
            <button type="button" className="button" onClick={() => setDoing('number')}>
              {t('Give another number')}
            </button>
            <button type="button" className="button" onClick={() => setDoing('relation')}>
              {t('Add a relation')}
            </button>
          </>
        )}
      </div>
      {readsAs.number !== customer.number && (
        <p className="pt-2">
          {t('Reads as')} <CustomerLink number={readsAs.number} name={readsAs.name} />
        </p>
      )}
      {customer.oneTime && <p className="pt-2 text-ink-2">{t('A collective account of one-time customers.')}</p>}
      {formerNumbers.length + relations.length === 0 && (
        <p className="pt-2 text-ink-2">
          {t('Known by this number only; neither merged, nor a branch, nor paid for by another.')}
        </p>
      )}
      <ul className="flex flex-col gap-1 pt-2">
        {formerNumbers.map((one) => (
          <li key={one.number}>
            {t('Known as {number} until {day}', { number: one.number, day: formatDay(one.givenUpDate) })}
            <span className="text-ink-2"> · {one.reason}</span>
          </li>
        ))}
        {relations.map((one) => {
          const own = one.number === customer.number;
          const other = own ? one.otherNumber : one.number;
          return (
            <li key={one.relationId} className="flex flex-wrap items-baseline gap-x-2">
              <span>
                {kindWords(one.kind, own)} <CustomerLink number={other} name={null} />
              </span>
              <span className="text-ink-2">
                {one.to === null
                  ? t('from {from}', { from: formatDay(one.from) })
                  : t('from {from} to {to}', { from: formatDay(one.from), to: formatDay(one.to) })}
                {one.itemsOn !== null &&
                  ` · ${one.itemsOn === 'head_office' ? t('items stand on the head office') : t('items stay on the branch')}`}
                {one.lettersTo === 'payer' && ` · ${t('letters go to the payer')}`}
                {` · ${one.reason}`}
              </span>
              {mayEdit && (
                <button
                  type="button"
                  className="link"
                  aria-label={t('End it: {relation} {number}', { relation: kindWords(one.kind, own), number: other })}
                  onClick={() => setDoing(one)}
                >
                  {t('End it')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {doing === 'number' && <Renumber data={data} close={close} />}
      {doing === 'relation' && <Relate data={data} close={close} />}
      {typeof doing === 'object' && (
        <EndRelation relation={doing} own={doing.number === customer.number} close={close} />
      )}
    </section>
  );
}

function Renumber({ data, close }: { data: CustomerAnswer; close: () => void }) {
  const writing = useWriting();
  const [number, setNumber] = useState('');
  const [from, setFrom] = useState(data.businessDay);
  const [reason, setReason] = useState('');
  const send = (): void =>
    writing.mutate(
      {
        path: '/api/customer-numbers',
        body: { number: data.customer, newNumber: number.trim(), from, reason },
      },
      {
        told: () => say(t('{name} has the number {number} now.', { name: data.name, number: number.trim() })),
        onSuccess: close,
      },
    );
  return (
    <Dialog title={t('Give another number')} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="text-pretty text-ink-2">
          {t('{number} finds the customer for ever; documents keep what they were sent with.', {
            number: data.customer,
          })}
        </p>
        <div className="flex flex-wrap items-start gap-3">
          <Field label={t('New number')} error={refusedAt(writing.error, 'newNumber')}>
            {(control) => (
              <input
                {...control}
                autoFocus
                className="field w-40"
                required
                maxLength={100}
                value={number}
                onChange={(event) => setNumber(event.target.value)}
              />
            )}
          </Field>
          <DayField label={t('From')} value={from} onChange={setFrom} above />
        </div>
        <AskReason error={writing.error} others={['newNumber']} value={reason} onChange={setReason} />
        <FormFoot
          does={t('Give the number')}
          busy={writing.isPending}
          ready={number.trim() !== '' && saysWhy(reason)}
          close={close}
        />
      </form>
    </Dialog>
  );
}

function Relate({ data, close }: { data: CustomerAnswer; close: () => void }) {
  const writing = useWriting();
  const [kind, setKind] = useState<Kind>('branch_of');
  const [other, setOther] = useState('');
  const [itemsOn, setItemsOn] = useState<'head_office' | 'branch'>('head_office');
  const [lettersTo, setLettersTo] = useState<'customer' | 'payer'>('customer');
  const [from, setFrom] = useState(data.businessDay);
  const [reason, setReason] = useState('');
  const send = (): void =>
    writing.mutate(
      {
        path: '/api/customer-relations',
        body: {
          ...{ kind, number: data.customer, otherNumber: other.trim(), from, reason },
          itemsOn: kind === 'branch_of' ? itemsOn : null,
          lettersTo: kind === 'alternative_payer' ? lettersTo : null,
        },
      },
      {
        told: () =>
          say(
            t('{name}: {relation} {number}.', {
              name: data.name,
              relation: kindWords(kind, true),
              number: other.trim(),
            }),
          ),
        onSuccess: close,
      },
    );
  return (
    <Dialog title={t('Add a relation')} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="text-pretty text-ink-2">{t('{name} is from a day on', { name: data.name })}</p>
        <div className="flex flex-wrap items-start gap-3">
          <ChoiceField
            label={t('Relation')}
            error={refusedAt(writing.error, 'kind')}
            value={kind}
            onChange={setKind}
            choices={kindChoices()}
          />
          <div className="w-44">
            <CustomerField
              label={t('Other customer')}
              value={other}
              onChange={setOther}
              error={refusedAt(writing.error, 'otherNumber')}
            />
          </div>
          {kind === 'branch_of' && (
            <ChoiceField
              label={t('Items')}
              error={refusedAt(writing.error, 'itemsOn')}
              value={itemsOn}
              onChange={setItemsOn}
              choices={[
                ['head_office', t('items stand on the head office')],
                ['branch', t('items stay on the branch')],
              ]}
            />
          )}
          {kind === 'alternative_payer' && (
            <ChoiceField
              label={t('Letters')}
              error={refusedAt(writing.error, 'lettersTo')}
              value={lettersTo}
              onChange={setLettersTo}
              choices={[
                ['customer', t('letters go to the customer')],
                ['payer', t('letters go to the payer')],
              ]}
            />
          )}
          <DayField label={t('From')} value={from} onChange={setFrom} above />
        </div>
        {kind === 'merged_into' && (
          <p className="text-pretty text-ink-2">
            {t(
              'Its items and its story are read with those of the other from that day on. Ended, it stands by itself again.',
            )}
          </p>
        )}
        <AskReason
          error={writing.error}
          others={['kind', 'otherNumber', 'itemsOn', 'lettersTo']}
          value={reason}
          onChange={setReason}
        />
        <FormFoot
          does={t('Add it')}
          busy={writing.isPending}
          ready={other.trim() !== '' && saysWhy(reason)}
          close={close}
        />
      </form>
    </Dialog>
  );
}

function EndRelation({ relation, own, close }: { relation: Relation; own: boolean; close: () => void }) {
  const number = own ? relation.otherNumber : relation.number;
  const name = kindWords(relation.kind, own);
  return (
    <ReasonDialog
      title={t('End it: {relation} {number}', { relation: name, number })}
      does={t('End it')}
      write={(reason) => ({
        method: 'DELETE',
        path: `/api/customer-relations/${relation.relationId}`,
        query: { reason },
      })}
      told={() => say(t('Ended: {relation} {number}.', { relation: name, number }))}
      close={close}
    >
      <p className="text-pretty text-ink-2">
        {t('It is taken back from its first day: each customer stands by itself again. What was sent stays as it was.')}
      </p>
    </ReasonDialog>
  );
}
