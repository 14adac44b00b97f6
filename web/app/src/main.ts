import { VueQueryPlugin } from "@tanstack/vue-query";
import { createPinia } from "pinia";
import { createApp } from "vue";

import App from "./App.vue";
import { queryClient } from "./api/queries";
import { router } from "./router";
import { usePreferences } from "./session/preferences_store";
import { listenForKeys } from "./shell/shortcuts";
import "./styles/base.css";
import "./styles/element.css";
import "./styles/tokens.css";
import { i18n } from "./texts/texts";

const app = createApp(App).use(createPinia()).use(i18n).use(VueQueryPlugin, { queryClient });
usePreferences(); // language and colours before the first picture
listenForKeys();
app.use(router).mount("#app");
