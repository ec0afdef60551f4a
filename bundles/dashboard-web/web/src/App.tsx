import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Link, Route, Routes } from 'react-router';
import { keys, logOut, session as sessionQuery } from './api/queries';
import type { SessionView } from './api/types';
import { Boundary } from './components/Boundary';
import { Problem } from './components/Problem';
import { Shell } from './components/Shell';
import { t } from './i18n';
import { Live } from './live/Live';
import { HomePage } from './pages/home/HomePage';
import { JobPage } from './pages/job/JobPage';
import { LoginPage } from './pages/LoginPage';
import { SetupPage } from './pages/SetupPage';

const ANONYMOUS: SessionView = { name: '', kind: 'anonymous' };

/** Asks who we are first: without a session there is nothing to show but the way in. */
export function App() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionQuery);
  const signedOut = useCallback(() => {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    client.setQueryData(keys.session, ANONYMOUS);
  }, [client]);

  if (error) {
    return (
      <main className="page">
        <Problem error={error} retry={() => void refetch()} />
      </main>
    );
  }
  if (!data) return <main className="page" aria-busy="true" aria-label={t.app.loading} />;
  if (data.kind === 'anonymous') return <LoginPage />;
  return (
    <Live onSignedOut={signedOut}>
      <Shell onSignOut={() => void logOut().finally(signedOut)}>
        <Boundary>
          <Routes>
            <Route path="/" element={<HomePage />} />
            <Route path="/jobs/:id" element={<JobPage />} />
            <Route path="/setup" element={<SetupPage />} />
            <Route path="*" element={<Nothing />} />
          </Routes>
        </Boundary>
      </Shell>
    </Live>
  );
}

function Nothing() {
  return (
    <div className="page empty">
      <h1>{t.app.notFound}</h1>
      <p className="dim">{t.app.notFoundHint}</p>
      <Link to="/">{t.app.toHome}</Link>
    </div>
  );
}
