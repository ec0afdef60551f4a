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

/**
 * A frame as large as there is room: its thumbnail first, the image itself when it has come. Until a new one can be drawn the old
 * one stays, so that frames follow each other without a blink.
 */
export function LargeFrame({ frame, alt }: { frame: FrameView; alt: string }) {
  const small = frame.thumbnail === 'made' ? thumbnailUrl(frame) : '';
  const full = frame.status === 'published' && browserShows(frame) ? imageUrl(frame) : '';
  const [source, setSource] = useState(small);

  useEffect(() => {
    let best = 0;
    let current = true;
    [small, full].forEach((url, rank) => {
      if (!url) return;
      const image = new Image();
      image.src = url;
      image.decode().then(
        () => {
          if (!current || rank < best) return;
          best = rank;
          setSource(url);
        },
        () => {
          // Not to be drawn: the other one stays.
        },
      );
    });
    return () => {
      current = false;
    };
  }, [small, full]);

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
