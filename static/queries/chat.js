// The chat page. What the server sends is whole HTML fragments; these modules put them in place and follow a run.

import "./copy_button.js";
import "./run_progress.js";
import { wireComposer } from "./composer.js";
import { wireForms } from "./forms.js";
import { wireSideBar } from "./side_bar.js";

const page = document.querySelector("[data-chat]");
wireForms(page);
wireComposer(page);
wireSideBar(page);
page.dataset.ready = "";
