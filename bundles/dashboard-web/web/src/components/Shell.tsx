import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { farm as farmQuery, session as sessionQuery, setup as setupQuery } from '../api/queries';
import { t } from '../i18n';
import { clock } from '../lib/format';
import { toneOf } from '../lib/status';
import { useConnection } from '../live/Live';
import { Logo } from './Logo';

export function Shell({ onSignOut, children }: { onSignOut: () => void; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        {t.app.skip}
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label={t.app.home}>
          <Logo />
          <span>Tablao</span>
        </Link>
        <FarmWord />
        <span className="space" />
        <SetupMark />
        <LiveMark />
        <button type="button" className="quiet" onClick={onSignOut} aria-label={t.app.signOut} title={t.app.signOut}>
          <LogOut size={16} aria-hidden />
        </button>
      </header>
      <Banner />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** The farm in one word. */
function FarmWord() {
  const { data } = useQuery(farmQuery);
  if (!data) return null;
  const tone = data.status === 'inoperable' ? 'fail' : toneOf(data.status);
  return (
    <p className={`farm-word tone-${tone}`} title={t.farm.explain[data.status]}>
      <span className="lamp" aria-hidden />
      <span className="hidden">{t.farm.label}: </span>
      <strong>{t.farm.status[data.status] ?? data.status}</strong>
      {data.tasksRunning + data.tasksLeft > 0 && <span className="dim wide-only">{t.farm.tasks(data.tasksRunning, data.tasksLeft)}</span>}
    </p>
  );
}

/** Until there is an administrator, whoever may make one is told so. */
function SetupMark() {
  const { data: who } = useQuery(sessionQuery);
  const { data } = useQuery({ ...setupQuery, enabled: who?.kind === 'administrator' });
  if (!data || data.done) return null;
  return (
    <Link to="/setup" className="setup-mark">
      {t.setup.mark}
    </Link>
  );
}

function LiveMark() {
  const { state } = useConnection();
  if (state !== 'connected') return null;
  return <span className="live-mark wide-only">{t.live.connected}</span>;
}

/** Says so when what is shown may be old; not for the blink of a reconnection. */
function Banner() {
  const { state, since, detail, retry } = useConnection();
  const [late, setLate] = useState(false);
  const away = state === 'disconnected';
  useEffect(() => {
    if (!away) return undefined;
    const timer = setTimeout(() => setLate(true), 1200);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [away]);
  return (
    <div role="status" className="banner-place">
      {away && late && (
        <div className="banner">
          <p>
            {t.live.disconnected(clock(since))} {detail && <span className="dim">{detail}</span>}
          </p>
          <button type="button" onClick={retry}>
            {t.live.now}
          </button>
        </div>
      )}
    </div>
  );
}
