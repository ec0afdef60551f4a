import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { ApiError } from '../api/client';
import { keys, logIn } from '../api/queries';
import type { LoginRequest } from '../api/types';
import { Command } from '../components/Command';
import { Logo } from '../components/Logo';
import { Problem } from '../components/Problem';
import { t } from '../i18n';

/** The one-time code of a login link. It is in the fragment, which no server's log ever sees. */
function takeCode(): string {
  const code = new URLSearchParams(window.location.hash.slice(1)).get('login') ?? '';
  if (code) window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return code;
}

export function LoginPage() {
  const client = useQueryClient();
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const [error, setError] = useState<unknown>();
  const asked = useRef(false);

  const open = async (request: LoginRequest, whenRefused: string) => {
    setBusy(true);
    setRefusal('');
    setError(undefined);
    try {
      client.setQueryData(keys.session, await logIn(request));
    } catch (cause) {
      const status = cause instanceof ApiError ? cause.status : 0;
      if (status === 401 || status === 403) setRefusal(whenRefused);
      else setError(cause);
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => {
    document.title = 'Tablao';
    // A code is good once, and an effect may run twice.
    if (asked.current) return;
    asked.current = true;
    const code = takeCode();
    if (code) void open({ code }, t.login.codeExpired);
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open({ token: token.trim() }, t.login.wrong);
  };

  return (
    <main className="login">
      <div className="login-card">
        <Logo size={56} />
        <h1>{t.login.title}</h1>
        <form onSubmit={submit}>
          <label htmlFor="token">{t.login.token}</label>
          <input type="text" name="username" autoComplete="username" value="administrator" readOnly hidden />
          <input
            id="token" type="password" autoComplete="current-password" spellCheck={false} required
            value={token} onChange={(event) => setToken(event.target.value)}
            aria-invalid={refusal !== ''} aria-describedby="token-refusal token-where"
          />
          <p id="token-refusal" className="refusal" role="alert">
            {refusal}
          </p>
          <button type="submit" className="primary" disabled={busy || !token.trim()}>
            {busy ? t.login.working : t.login.submit}
          </button>
          {error !== undefined && <Problem error={error} />}
        </form>
        <div id="token-where" className="where">
          <p>{t.login.where}</p>
          <code>&lt;home&gt;/data/admin.token</code>
          <p>{t.login.or}</p>
          <Command text="bin/tablao login-link" />
        </div>
      </div>
    </main>
  );
}
