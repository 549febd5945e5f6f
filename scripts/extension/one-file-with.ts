type Module = { importedIds: string[]; importers: string[]; dynamicImporters: string[] };
type Modules = { getModuleInfo(id: string): Module | null };

/**
 * Puts into one file what a page loads as it opens and others load too, for Rolldown's `codeSplitting`: each file more is
 * asked of the browser by itself. What the page alone loads stays with it.
 */
export function oneFileWith(page: string, name: string): (id: string, modules: Modules) => string | null {
  const shared = new WeakMap<Modules, ReadonlySet<string>>();
  return (id, modules) => {
    const known = shared.get(modules) ?? sharedOf(page, modules);
    shared.set(modules, known);
    return known.has(id) ? name : null;
  };
}

function sharedOf(page: string, modules: Modules): ReadonlySet<string> {
  const own = loadedWith([page], modules);
  const isOfOthers = (id: string) => {
    const module = modules.getModuleInfo(id);
    return module && (module.dynamicImporters.length > 0 || module.importers.some((importer) => !own.has(importer)));
  };
  // The page itself is asked for by its document.
  return loadedWith(
    [...own].filter((id) => id !== page && isOfOthers(id)),
    modules,
  );
}

/** Modules and all that is loaded with them at once. */
function loadedWith(first: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...first];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
