/**
 * Signing in. The address stays: whoever signs in again goes on where the session ended. Where the password was made by an
 * administrator, the person chooses an own one here, before anything opens.
 */
import { useEffect, useId, useRef, useState } from 'react';
import { ApiError } from '../api.ts';
import { sentence } from '../format.ts';
import { t } from '../language.ts';
import { AlertIcon, Mark } from '../parts/icons.tsx';
import { useSignIn } from '../session.tsx';

export function SignInPage({ ended }: { ended: boolean }) {
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  // The name whose password is good for one sign-in only: an own one is asked for.
  const [choosingFor, setChoosingFor] = useState<string>();
  const choosing = choosingFor !== undefined && choosingFor === login;
  const [chosen, setChosen] = useState({ newPassword: '', again: '' });
  const [different, setDifferent] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const own = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (choosing) own.current?.focus();
  }, [choosing]);
  useEffect(() => {
    document.title = `${t('Sign in')} · Dunwell`;
    first.current?.focus();
  }, []);
  const needed = signIn.error instanceof ApiError && signIn.error.code === 'identity.password-change-needed';
  const wrong = different
    ? t('The two are not the same.')
    : signIn.error && !needed
      ? sentence(signIn.error.message)
      : undefined;
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <form
        className="-mt-16 flex w-full max-w-72 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setDifferent(choosing && chosen.newPassword !== chosen.again);
          if (choosing && chosen.newPassword !== chosen.again) return;
          signIn.mutate(
            { login, password, ...(choosing && { newPassword: chosen.newPassword }) },
            {
              onError: (error) => {
                const code = error instanceof ApiError ? error.code : undefined;
                if (code === 'identity.password-change-needed') setChoosingFor(login);
                else if (code === 'identity.password-weak') own.current?.select();
                else secret.current?.select();
              },
            },
          );
        }}
      >
        <Mark className="size-8" />
        <h1 className="text-title font-semibold">{ended ? t('Sign in again') : t('Sign in to Dunwell')}</h1>
        {ended && (
          <p role="status" className="text-ink-2">
            {t('Your session has ended. You will go on where you were.')}
          </p>
        )}
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-login`} className="text-meta text-ink-2">
            {t('Sign-in name')}
          </label>
          <input
            ref={first}
            id={`${id}-login`}
            className="field h-8"
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </div>
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-password`} className="text-meta text-ink-2">
            {t('Password')}
          </label>
          <input
            ref={secret}
            id={`${id}-password`}
            className="field h-8"
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            aria-invalid={wrong !== undefined && !choosing}
            aria-describedby={wrong !== undefined ? `${id}-wrong` : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {choosing && (
          <>
            <p role="status" className="text-ink-2">
              {t('This password is good for one sign-in: choose your own now.')}
            </p>
            {(['newPassword', 'again'] as const).map((member) => (
              <div key={member} className="flex flex-col gap-1">
                <label htmlFor={`${id}-${member}`} className="text-meta text-ink-2">
                  {member === 'again' ? t('New password once more') : t('New password')}
                </label>
                <input
                  ref={member === 'newPassword' ? own : undefined}
                  id={`${id}-${member}`}
                  className="field h-8"
                  type="password"
                  autoComplete="new-password"
                  required
                  maxLength={256}
                  value={chosen[member]}
                  aria-invalid={wrong !== undefined}
                  aria-describedby={wrong !== undefined ? `${id}-wrong` : undefined}
                  onChange={(event) => setChosen({ ...chosen, [member]: event.target.value })}
                />
              </div>
            ))}
          </>
        )}
        {wrong !== undefined && (
          <p id={`${id}-wrong`} role="alert" className="flex gap-2 text-bad">
            <AlertIcon className="mt-0.5" />
            {wrong}
          </p>
        )}
        <button type="submit" className="button button-primary h-8" disabled={signIn.isPending}>
          {signIn.isPending ? t('Signing in…') : t('Sign in')}
        </button>
      </form>
    </main>
  );
}
