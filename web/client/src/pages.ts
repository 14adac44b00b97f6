// Lists of the API come in pages, each of which says where the next one begins.

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Every item; `read` is given where to begin, nothing for the first page. */
export async function* itemsOf<Item>(
  read: (next: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let next: string | null | undefined;
  do {
    const page = await read(next ?? undefined);
    yield* page.items;
    next = page.next;
  } while (next !== null);
}
