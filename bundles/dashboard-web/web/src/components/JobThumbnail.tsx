import { useState } from 'react';

/** A job's newest frame; only its id is known, so the browser asks whether it still holds. */
export function JobThumbnail({ frameId }: { frameId: string }) {
  const [missing, setMissing] = useState('');
  return (
    <span className="job-thumb" aria-hidden>
      {frameId && missing !== frameId && (
        <img src={`/api/v1/frames/${frameId}/thumbnail`} alt="" decoding="async" onError={() => setMissing(frameId)} />
      )}
    </span>
  );
}
