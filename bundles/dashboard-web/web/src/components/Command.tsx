import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { t } from '../i18n';

/** A command to copy. */
export function Command({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div className="command">
      <code tabIndex={0}>{text}</code>
      {/* Browsers offer the clipboard on safe origins only. */}
      {'clipboard' in navigator && (
        <button type="button" className="quiet" onClick={() => void copy()} aria-label={t.app.copy}>
          {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          <span aria-live="polite">{copied ? t.app.copied : t.app.copy}</span>
        </button>
      )}
    </div>
  );
}
