import { ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { imageUrl, thumbnailUrl } from '../api/queries';
import type { FrameView } from '../api/types';
import { t } from '../i18n';

const SHOWN_BY_BROWSERS = /\.(png|jpe?g|webp|gif|avif)$/i;

export const browserShows = (frame: FrameView): boolean => SHOWN_BY_BROWSERS.test(frame.path);

export function Thumbnail({ frame, alt }: { frame: FrameView; alt: string }) {
  if (frame.thumbnail !== 'made') return null;
  return <img src={thumbnailUrl(frame)} alt={alt} loading="lazy" decoding="async" draggable={false} />;
}

/** A frame as large as there is room: its thumbnail at once, the image itself over it when it has come. */
export function LargeFrame({ frame, alt }: { frame: FrameView; alt: string }) {
  const full = imageUrl(frame);
  const [shown, setShown] = useState('');
  const [broken, setBroken] = useState('');
  const wanted = frame.status === 'published' && browserShows(frame) && broken !== full;
  const hasThumbnail = frame.thumbnail === 'made';

  useEffect(() => {
    if (!wanted) return undefined;
    const image = new Image();
    image.src = full;
    let current = true;
    image.decode().then(
      () => current && setShown(full),
      () => current && setBroken(full),
    );
    return () => {
      current = false;
    };
  }, [full, wanted]);

  const source = wanted && shown === full ? full : hasThumbnail ? thumbnailUrl(frame) : '';
  if (!source) {
    return (
      <div className="no-image">
        <ImageOff size={24} aria-hidden />
        <span>{t.frame.noImage}</span>
      </div>
    );
  }
  return (
    <img
      className="large-frame"
      src={source}
      alt={alt}
      width={frame.width || undefined}
      height={frame.height || undefined}
      decoding="async"
      draggable={false}
    />
  );
}
