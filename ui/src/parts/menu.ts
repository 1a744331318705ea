// Menus are <details class="menu">: one closes when something in it was chosen, when one goes elsewhere, and by Escape.

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");

function clicked(event: MouseEvent): void {
  const target = event.target as Element;
  for (const menu of openMenus()) {
    if (!menu.contains(target) || target.closest(".menu-list :is(a, button)")) menu.open = false;
  }
}

function pressed(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    if (!menu.contains(document.activeElement)) continue;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.preventDefault();
  }
}

export function startMenus(): void {
  addEventListener("click", clicked);
  addEventListener("keydown", pressed);
}
