import { useEffect, useMemo } from 'react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Page } from '../../api/types';

/** All items that were read, in order, and how many there are in all; reads on while more than those are wanted. */
export function usePages<T>(query: UseInfiniteQueryResult<InfiniteData<Page<T>>>, wanted: number) {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const total = Math.max(items.length, hasNextPage ? (data?.pages.at(-1)?.total ?? 0) : 0);
  const needed = hasNextPage && !isFetching && !isError && wanted >= items.length;
  useEffect(() => {
    if (needed) void fetchNextPage();
  }, [needed, fetchNextPage, items.length]);
  return { items, total };
}
