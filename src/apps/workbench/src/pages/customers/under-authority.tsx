/** What of a customer is changed only under authority: terms, the account money goes back to, dunning levels; and what is asked for. */
import { lazy, Suspense, useState } from 'react';
import type { CustomerAnswer, UnderAuthorityAnswer } from '#collections/contract';
import type { PaymentTermsAnswer } from '#company/contract';
import type { RequestsAnswer } from '#platform';
import { formatAccount, formatCount, formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Check, ChoiceField, Field, refusedAt, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

// The line of a request is the queue's own: it comes only where something is asked for.
const RequestLine = lazy(() => import('../settings/authority.tsx').then((module) => ({ default: module.RequestLine })));

type Changing = 'terms' | 'account' | 'levels';

type OneCustomer = Pick<CustomerAnswer, 'customer' | 'name'>;

/** `merged`: beneath the heading of a customer that was merged into the one of the page, whose account is its own. */
export function UnderAuthority({ data, merged = false }: { data: OneCustomer; merged?: boolean }) {
  const { company } = useWork();
  const path = `/api/customers/${encodeURIComponent(data.customer)}/under-authority`;
  const read = useReading<UnderAuthorityAnswer>(path, { company }, { keep: true });
  return (
    <section
      aria-label={merged ? undefined : t('Under authority')}
      className="mt-6 flex max-w-3xl flex-col gap-2 border-t border-line pt-4"
    >
      {merged ? (
        <h3 className="font-semibold">{t('Under authority')}</h3>
      ) : (
        <h2 className="text-fact font-semibold">{t('Under authority')}</h2>
      )}
      {read.isPending ? (
        <Skeleton rows={3} />
      ) : read.error && !read.data ? (
        <Failure error={read.error} retry={() => void read.refetch()} />
      ) : (
        <Facts data={data} read={read.data!} />
      )}
    </section>
  );
}

function Facts({ data, read }: { data: OneCustomer; read: UnderAuthorityAnswer }) {
  const mayEdit = useMay('customers.edit');
  const mayWork = useMay('collections.work');
  const [changing, setChanging] = useState<Changing>();
  const close = (): void => setChanging(undefined);
  const { paymentTerm, refundAccount, remindedCount, highestLevel } = read;
  const button = (what: Changing, text: string, label: string) => (
    <button type="button" className="link" aria-label={label} onClick={() => setChanging(what)}>
      {text}
    </button>
  );
  return (
    <>
      <dl className="grid grid-cols-[10rem_minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1.5">
        <dt className="text-ink-2">{t('Payment term')}</dt>
        <dd>{paymentTerm?.name ?? t('none')}</dd>
        <dd>{mayEdit && button('terms', t('Change'), t('Change the payment term'))}</dd>
        <dt className="text-ink-2">{t('Refund account')}</dt>
        <dd>
          {refundAccount === null ? (
            t('none')
          ) : (
            <>
              <span className="tabular-nums">{formatAccount(refundAccount.account)}</span>
              <span className="text-ink-2">
                {' · '}
                {[refundAccount.holderName, refundAccount.bankCode].filter((one) => one !== null).join(' · ')}
              </span>
            </>
          )}
        </dd>
        <dd>{mayEdit && button('account', t('Change'), t('Change the refund account'))}</dd>
        <dt className="text-ink-2">{t('Dunning level')}</dt>
        <dd>
          {remindedCount === 0
            ? t('No open item was reminded of.')
            : t('Items reminded of: {count}, up to level {level}', {
                count: formatCount(remindedCount),
                level: String(highestLevel),
              })}
        </dd>
        <dd>{mayWork && remindedCount > 0 && button('levels', t('Take down'), t('Take down the dunning level'))}</dd>
      </dl>
      <Asked customerId={String(read.customerId)} />
      {changing === 'terms' && <ChangeTerms data={data} read={read} close={close} />}
      {changing === 'account' && <ChangeAccount data={data} read={read} close={close} />}
      {changing === 'levels' && <TakeDown data={data} read={read} close={close} />}
    </>
  );
}

/** What is asked of this customer and waits for a second person. */
function Asked({ customerId }: { customerId: string }) {
  const read = useReading<RequestsAnswer>('/api/authority/requests', { customer: customerId }, { keep: true });
  const rows = read.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 pt-3">
      <h3 className="text-ink-2">{t('Waits for a second person')}</h3>
      <ul aria-label={t('Requests')} className="border-t border-line bg-surface">
        <Suspense fallback={<Skeleton rows={2} className="px-6" />}>
          {rows.map((request) => (
            <RequestLine key={String(request.id)} request={request} />
          ))}
        </Suspense>
      </ul>
    </div>
  );
}

interface FormProps {
  readonly data: OneCustomer;
  readonly read: UnderAuthorityAnswer;
  readonly close: () => void;
}

type Governed = { readonly state: 'done' | 'pending' };

const sayGoverned = ({ state }: Governed, done: string): void =>
  say(state === 'pending' ? t('Asked for; it applies once a second person approves.') : done);

function ChangeTerms({ data, read, close }: FormProps) {
  const terms = useReading<PaymentTermsAnswer>('/api/payment-terms');
  const writing = useWriting<Governed>();
  const [term, setTerm] = useState('');
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t('Payment term of {name}', { name: data.name })} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          const why = reason.trim();
          writing.mutate(
            {
              method: 'PUT',
              path: `/api/customer-accounts/${read.accountId}/payment-term`,
              body: { paymentTerm: term, reason: why, askFor: why },
            },
            { told: (answer) => sayGoverned(answer, t('The payment term is changed.')), onSuccess: close },
          );
        }}
      >
        <p className="text-ink-2">{t('It counts for what is posted from now on; what is open keeps its due day.')}</p>
        <ChoiceField
          label={t('Payment term')}
          error={refusedAt(writing.error, 'paymentTerm')}
          value={term}
          onChange={setTerm}
          choices={[
            ['', t('Choose')],
            ...(terms.data?.rows ?? [])
              .filter((one) => one.code !== read.paymentTerm?.code)
              .map((one) => [one.code, one.name] as const),
          ]}
        />
        <AskReason error={writing.error} others={['paymentTerm']} value={reason} onChange={setReason} />
        <FormFoot does={t('Change')} busy={writing.isPending} ready={term !== '' && saysWhy(reason)} close={close} />
      </form>
    </Dialog>
  );
}

function ChangeAccount({ data, read, close }: FormProps) {
  const writing = useWriting<Governed>();
  const [texts, setTexts] = useState({ account: '', bankCode: '', holderName: data.name });
  const [evidence, setEvidence] = useState('');
  const field = (member: keyof typeof texts, label: string, required = true) => (
    <Field label={label} error={refusedAt(writing.error, member)}>
      {(control) => (
        <input
          {...control}
          className="field w-full tabular-nums"
          required={required}
          value={texts[member]}
          onChange={(event) => setTexts((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  return (
    <Dialog title={t('Refund account of {name}', { name: data.name })} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          const how = evidence.trim();
          writing.mutate(
            {
              method: 'PUT',
              path: `/api/customer-accounts/${read.accountId}/bank-account`,
              body: {
                account: texts.account.trim(),
                bankCode: texts.bankCode.trim() || null,
                holderName: texts.holderName.trim(),
                evidence: how,
                askFor: how,
              },
            },
            { told: (answer) => sayGoverned(answer, t('The refund account is changed.')), onSuccess: close },
          );
        }}
      >
        <p className="text-pretty text-ink-2">
          {t(
            'Money goes back there: always a second person approves it. Say how you know it, such as a call to a number that was known before.',
          )}
        </p>
        {field('account', t('IBAN or account number'))}
        {field('bankCode', t('BIC or routing number'), false)}
        {field('holderName', t('Account holder'))}
        <AskReason
          label={t('How it was verified')}
          error={writing.error}
          member="evidence"
          others={['account', 'bankCode', 'holderName']}
          value={evidence}
          onChange={setEvidence}
        />
        <FormFoot
          does={t('Ask for it')}
          busy={writing.isPending}
          ready={texts.account.trim() !== '' && texts.holderName.trim() !== '' && saysWhy(evidence)}
          close={close}
        />
      </form>
    </Dialog>
  );
}

function TakeDown({ data, read, close }: FormProps) {
  const writing = useWriting<Governed>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(read.reminded.map((one) => String(one.itemId))),
  );
  const [level, setLevel] = useState(0);
  const [reason, setReason] = useState('');
  // What stands at the level already, or below it, is not taken down to it.
  const offered = read.reminded.filter((one) => one.level > level);
  const items = offered.filter((one) => chosen.has(String(one.itemId)));
  return (
    <Dialog title={t('Dunning level of {name}', { name: data.name })} width="max-w-xl" close={close}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          const why = reason.trim();
          writing.mutate(
            {
              path: `/api/customer-accounts/${read.accountId}/level-resets`,
              body: { itemIds: items.map((one) => String(one.itemId)), level, reason: why, askFor: why },
            },
            { told: (answer) => sayGoverned(answer, t('The dunning level is taken down.')), onSuccess: close },
          );
        }}
      >
        <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-6 py-4">
          <p className="text-pretty text-ink-2">
            {t('The items stand at the lower level until a reminder raises it again by the procedure.')}
          </p>
          <ChoiceField
            label={t('Down to level')}
            className="w-32"
            value={String(level)}
            onChange={(one) => setLevel(Number(one))}
            choices={[...Array(read.highestLevel).keys()].map((one) => [String(one), String(one)])}
          />
          {read.remindedCount > read.reminded.length && (
            <p className="text-pretty text-warn">
              {t('The oldest {shown} of {count} items are listed; the others come once these are taken down.', {
                shown: formatCount(read.reminded.length),
                count: formatCount(read.remindedCount),
              })}
            </p>
          )}
          <ul aria-label={t('Items')} className="flex flex-col gap-1">
            {offered.map((one) => {
              const id = String(one.itemId);
              return (
                <li key={id}>
                  <Check
                    checked={chosen.has(id)}
                    onChange={(on) =>
                      setChosen((old) => {
                        const next = new Set(old);
                        if (on) next.add(id);
                        else next.delete(id);
                        return next;
                      })
                    }
                  >
                    <span className="font-medium">{one.number}</span>
                    <span className="text-ink-2">
                      {t('due {day}, level {level}', { day: formatDay(one.dueDate), level: String(one.level) })}
                    </span>
                    <span className="ml-auto tabular-nums">
                      {formatMoney(one.open, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
                    </span>
                  </Check>
                </li>
              );
            })}
          </ul>
          <AskReason error={writing.error} value={reason} onChange={setReason} />
        </div>
        <FormFoot
          does={t('Take down')}
          busy={writing.isPending}
          ready={items.length > 0 && saysWhy(reason)}
          close={close}
          ruled
        />
      </form>
    </Dialog>
  );
}
