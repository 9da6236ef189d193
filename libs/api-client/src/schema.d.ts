export interface paths {
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns this OpenAPI document. */
        get: operations["OpenApiController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issues an access token for a client id and secret, sent as form fields or with HTTP Basic. */
        post: operations["OauthController_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/client": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists clients, newest first, without their secrets.
         * @description Scope: `client:read`
         */
        get: operations["ClientController_list"];
        put?: never;
        /**
         * Creates a client. Its secret is returned only in this response.
         * @description Scope: `client:create`
         */
        post: operations["ClientController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/client/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a client.
         * @description Scope: `client:read`
         */
        get: operations["ClientController_read"];
        /**
         * Updates the given fields of a client. Takes effect at once, for existing tokens too.
         * @description Scope: `client:update`
         */
        put: operations["ClientController_change"];
        post?: never;
        /**
         * Deletes a client and revokes its tokens.
         * @description Scope: `client:delete`
         */
        delete: operations["ClientController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/client/{client_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generates a new secret, shown once. Revokes the old secret and every token issued with it.
         * @description Scope: `client:update`
         */
        post: operations["ClientController_rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/client/{client_id}/scope": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the scopes of a client.
         * @description Scope: `client:read`
         */
        get: operations["ClientScopeController_read"];
        /**
         * Replaces the scopes of a client. Takes effect at once, for existing tokens too.
         * @description Scope: `client:update`
         */
        put: operations["ClientScopeController_replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/scope": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists all scopes.
         * @description Scope: `scope:read`
         */
        get: operations["ClientScopeController_listScopes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the scopes of each role.
         * @description Scope: `scope:read`
         */
        get: operations["ClientScopeController_listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issues an access token for the key and secret of an API client. */
        post: operations["SessionController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns settings from the environment and the defaults or, with `api_set`, those made through this API.
         * @description Scope: `config:read`
         */
        get: operations["ConfigController_read"];
        /**
         * Replaces all settings made through this API. Null omits a setting.
         * @description Scope: `config:update`
         */
        put: operations["ConfigController_replace"];
        post?: never;
        /**
         * Clears all settings made through this API. Keeps those from the environment.
         * @description Scope: `config:update`
         */
        delete: operations["ConfigController_clear"];
        options?: never;
        head?: never;
        /**
         * Updates the given settings. Null restores the default.
         * @description Scope: `config:update`
         */
        patch: operations["ConfigController_change"];
        trace?: never;
    };
    "/api/v1/config/effective": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the effective value of each setting and its source: this API, the environment or the default.
         * @description Scope: `config:read`
         */
        get: operations["EffectiveSettingsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/id-verification/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns whether persons are asked for a code. `valid_email_config_exists`: the active provider or, if none was chosen, the default one is ready to send, by e-mail or SMS. */
        get: operations["PublicSettingsController_readVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/email-invite/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns whether staff can be invited: the active provider is ready to send e-mail and `admin_ui.url` is set. */
        get: operations["PublicSettingsController_readInvites"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists organizations, oldest first.
         * @description Scope: `organization:read`
         */
        get: operations["OrganizationsController_list"];
        put?: never;
        /**
         * Creates an organization and its first client. The client has the caller's scopes, in that organization only.
         * @description Scope: `organization:create`
         */
        post: operations["OrganizationsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Renames an organization. Its id stays.
         * @description Scope: `organization:update`
         */
        patch: operations["OrganizationsController_rename"];
        trace?: never;
    };
    "/api/v1/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the brand of the organization, or of one of its properties. Null is what was not set.
         * @description Scope: `config:read`
         */
        get: operations["BrandController_read"];
        /**
         * Replaces a brand, all but its logo. What is left out is not shown any more.
         * @description Scope: `config:update`
         */
        put: operations["BrandController_save"];
        post?: never;
        /**
         * Deletes a brand and its logo. Succeeds if there is none.
         * @description Scope: `config:update`
         */
        delete: operations["BrandController_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brand/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets the logo: a PNG, JPEG, GIF or WebP picture of at most 60 KB, in base64 or as a data URI.
         * @description Scope: `config:update`
         */
        put: operations["BrandController_saveLogo"];
        post?: never;
        /**
         * Removes the logo. Succeeds if there is none.
         * @description Scope: `config:update`
         */
        delete: operations["BrandController_deleteLogo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the organization's brand and those of its properties.
         * @description Scope: `config:read`
         */
        get: operations["BrandListController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/laws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the laws: the default ones, and those of the organization in their place or besides.
         * @description Scope: `law:read`
         */
        get: operations["LawsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/laws/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a law.
         * @description Scope: `law:read`
         */
        get: operations["LawsController_read"];
        /**
         * Adds a law, or takes the place of a default one. Dates that were computed before stay.
         * @description Scope: `law:create_or_update`
         */
        put: operations["LawsController_save"];
        post?: never;
        /**
         * Deletes a law of the organization. The default one, if there is one, applies again.
         * @description Scope: `law:create_or_update`
         */
        delete: operations["LawsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deadline-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the time zone that days are counted in, and how the law of a request is chosen.
         * @description Scope: `law:read`
         */
        get: operations["DeadlineSettingsController_read"];
        /**
         * Replaces these settings. Dates that were computed before stay.
         * @description Scope: `law:create_or_update`
         */
        put: operations["DeadlineSettingsController_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assurance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns how surely persons have to be known: the rules of the organization, and all that apply.
         * @description Scope: `law:read`
         */
        get: operations["AssuranceController_read"];
        /**
         * Replaces these rules. They apply to new requests of the public form.
         * @description Scope: `law:create_or_update`
         */
        put: operations["AssuranceController_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Creates the first config of a provider type, or replaces the details of the one that its name stands for.
         * @description Scope: `messaging:create_or_update`
         */
        put: operations["MessagingController_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/default/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the config of the active provider.
         * @description Scope: `messaging:read`
         */
        get: operations["MessagingController_readActive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/default/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports whether the active provider is fully configured. Does not check its credentials.
         * @description Scope: `messaging:read`
         */
        get: operations["MessagingController_readStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/default/{service_type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the config of a provider type. The type is case-insensitive.
         * @description Scope: `messaging:read`
         */
        get: operations["MessagingController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/default/{service_type}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets secrets of the config that the name of a type stands for. A complete set replaces the stored secrets.
         * @description Scope: `messaging:create_or_update`
         */
        put: operations["MessagingController_saveSecrets"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists configs, newest first.
         * @description Scope: `messaging:read`
         */
        get: operations["ProviderController_list"];
        put?: never;
        /**
         * Creates a config, or updates the one with this key. The first config becomes active.
         * @description Scope: `messaging:create_or_update`
         */
        post: operations["ProviderController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/config/{config_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a config.
         * @description Scope: `messaging:read`
         */
        get: operations["ProviderController_read"];
        put?: never;
        post?: never;
        /**
         * Deletes a config. Deleting the last one of the active type leaves no active provider.
         * @description Scope: `messaging:delete`
         */
        delete: operations["ProviderController_remove"];
        options?: never;
        head?: never;
        /**
         * Updates the given fields of a config, including single details and secrets.
         * @description Scope: `messaging:create_or_update`
         */
        patch: operations["ProviderController_change"];
        trace?: never;
    };
    "/api/v1/messaging/config/{config_key}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets secrets. A complete set replaces the stored secrets; a partial set is merged into them.
         * @description Scope: `messaging:create_or_update`
         */
        put: operations["ProviderController_saveSecrets"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/fallback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the fallback providers of each channel.
         * @description Scope: `messaging:read`
         */
        get: operations["ProviderFallbacksController_read"];
        /**
         * Replaces the fallback providers. Each entry is the key of a config that can send on that channel.
         * @description Scope: `messaging:create_or_update`
         */
        put: operations["ProviderFallbacksController_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists provider configs that cannot send at the moment, and the number of text messages in the last 24 hours.
         * @description Scope: `messaging:read`
         */
        get: operations["ProviderHealthController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Checks settings with the vendor, saves them and activates the provider. Changes nothing if the check fails.
         * @description Scopes: `messaging:create_or_update`, `config:update`
         */
        post: operations["ProviderSetupController_setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists provider types with the fields of their details and secrets.
         * @description Scope: `messaging:read`
         */
        get: operations["ProviderTypesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/test/{service_type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a test message through the config of a type, active or not, and records the result.
         * @description Scope: `messaging:create_or_update`
         */
        post: operations["TestMessageController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/config/{config_key}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a test message through a config, active or not, and records the result.
         * @description Scope: `messaging:create_or_update`
         */
        post: operations["TestMessageController_testConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/config/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deprecated. Sends a test message through the active provider.
         * @description Scope: `messaging:create_or_update`
         */
        post: operations["TestMessageController_testActive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/config/{config_key}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Checks the credentials of a config without delivering a message, and records the result.
         * @description Scope: `messaging:create_or_update`
         */
        post: operations["TestMessageController_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the current template of every type: the saved one or the shipped one.
         * @description Scope: `messaging-template:update`
         */
        get: operations["TemplateController_list"];
        /**
         * Saves templates. An empty subject or body restores the shipped one.
         * @description Scope: `messaging-template:update`
         */
        put: operations["TemplateController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/templates/default/{template_type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the shipped template of a type.
         * @description Scope: `messaging-template:update`
         */
        get: operations["TemplateController_readShipped"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a template.
         * @description Scope: `messaging-template:update`
         */
        get: operations["TemplateController_read"];
        put?: never;
        post?: never;
        /**
         * Always refused: each type has exactly one template. An empty subject and body restore the shipped one.
         * @description Scope: `messaging-template:update`
         */
        delete: operations["TemplateController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/templates/{template_type}/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the SMS of a type.
         * @description Scope: `messaging-template:update`
         */
        get: operations["TemplatePartController_readSms"];
        /**
         * Sets the SMS of a type. Null restores the shipped one.
         * @description Scope: `messaging-template:update`
         */
        put: operations["TemplatePartController_putSms"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/templates/{template_type}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the plain-text part of a type's e-mail. Null if it is generated from the body.
         * @description Scope: `messaging-template:update`
         */
        get: operations["TemplatePartController_readText"];
        /**
         * Sets the plain-text part of a type's e-mail. With null, it is generated from the body.
         * @description Scope: `messaging-template:update`
         */
        put: operations["TemplatePartController_putText"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the e-mails of the organization, oldest first.
         * @description Scope: `messaging:read`
         */
        get: operations["EmailsController_list"];
        put?: never;
        /**
         * Creates an e-mail for a type and language. Properties default to the shipped wording.
         * @description Scope: `messaging-template:update`
         */
        post: operations["EmailsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns an e-mail: its own properties and the effective ones.
         * @description Scope: `messaging:read`
         */
        get: operations["EmailsController_read"];
        /**
         * Replaces all properties. Omitted properties are inherited.
         * @description Scope: `messaging-template:update`
         */
        put: operations["EmailsController_replace"];
        post?: never;
        /**
         * Deletes an e-mail and restores the inherited wording. Keeps its versions.
         * @description Scope: `messaging-template:update`
         */
        delete: operations["EmailsController_remove"];
        options?: never;
        head?: never;
        /**
         * Updates the given properties. Null restores the inherited value.
         * @description Scope: `messaging-template:update`
         */
        patch: operations["EmailsController_change"];
        trace?: never;
    };
    "/marketplace/emails/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Previews unsaved properties of an e-mail over its current version. Sends and stores nothing.
         * @description Scope: `messaging:read`
         */
        post: operations["EmailPreviewController_previewUnsaved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Previews an e-mail, optionally with other properties. Sends and stores nothing.
         * @description Scope: `messaging:read`
         */
        post: operations["EmailPreviewController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends an e-mail with sample values, marked as a test. Its status is at /api/v1/messages/{id}.
         * @description Scope: `messages:send`
         */
        post: operations["EmailTestController_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists e-mail types with their variables and channels, and whether an e-mail must be created before it is sent.
         * @description Scope: `messaging:read`
         */
        get: operations["EmailTypesController_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails/properties-schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the JSON Schema of `properties` by `type_id`.
         * @description Scope: `messaging:read`
         */
        get: operations["EmailTypesController_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the versions of an e-mail, newest first. Includes deleted e-mails.
         * @description Scope: `messaging:read`
         */
        get: operations["EmailVersionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns an earlier version of an e-mail as it would be sent now.
         * @description Scope: `messaging:read`
         */
        get: operations["EmailVersionsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/emails/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restores an earlier version as a new one. Also restores a deleted e-mail.
         * @description Scope: `messaging-template:update`
         */
        post: operations["EmailVersionsController_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists every kind of message with its variables, and the languages with words of your own.
         * @description Scope: `messaging:read`
         */
        get: operations["WordingsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wordings/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the words of a kind that are in force in a language.
         * @description Scope: `messaging:read`
         */
        get: operations["WordingsController_read"];
        put?: never;
        post?: never;
        /**
         * Goes back to the shipped words in a language. The versions stay.
         * @description Scope: `messaging-template:update`
         */
        delete: operations["WordingsController_remove"];
        options?: never;
        head?: never;
        /**
         * Saves words as a new version. What is left out stays; null goes back to what is shipped.
         * @description Scope: `messaging-template:update`
         */
        patch: operations["WordingsController_save"];
        trace?: never;
    };
    "/api/v1/wordings/{kind}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shows a message with sample values, optionally with unsaved words or brand. Stores nothing.
         * @description Scope: `messaging:read`
         */
        post: operations["WordingsController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wordings/{kind}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the versions of words in a language, newest first. None while they are as shipped.
         * @description Scope: `messaging:read`
         */
        get: operations["WordingVersionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wordings/{kind}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns an earlier version as it would be sent now.
         * @description Scope: `messaging:read`
         */
        get: operations["WordingVersionsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wordings/{kind}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a new version of an earlier one.
         * @description Scope: `messaging-template:update`
         */
        post: operations["WordingVersionsController_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wordings/{kind}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends the saved words with sample values, marked as a test. Its status is at /api/v1/messages/{id}.
         * @description Scope: `messages:send`
         */
        post: operations["WordingTestController_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists privacy requests, newest first.
         * @description Scope: `privacy-request:read`
         */
        get: operations["RequestSearchController_list"];
        put?: never;
        /** Creates up to 50 privacy requests. Public: called by the Privacy Center form. */
        post: operations["PrivacyRequestController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/authenticated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates requests on a person's behalf. Skips verification and receipt.
         * @description Scope: `privacy-request:create`
         */
        post: operations["PrivacyRequestController_createAuthenticated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verifies the code of a privacy request. */
        post: operations["PrivacyRequestController_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/verification/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proves who made a privacy request by an OpenID Connect id token. Public: the id is its nonce. */
        post: operations["PrivacyRequestController_verifySession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/verification/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a new code. Allowed after 30, 60 and 120 seconds, then every five minutes. */
        post: operations["PrivacyRequestController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/verification/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces an address whose code did not arrive, and sends a code to the new one. Public: the id is needed. */
        post: operations["PrivacyRequestController_correctAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restarts a request under the same id. Skips verification and receipt.
         * @description Scope: `privacy-request:create`
         */
        post: operations["PrivacyRequestController_resubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/assurance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns how surely the person of a privacy request has to be known, and by what they are.
         * @description Scope: `privacy-request:read`
         */
        get: operations["RequestAssuranceController_read"];
        put?: never;
        /**
         * Asks for more than the rules do, for one request. It waits for its person again.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestAssuranceController_raise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/assurance/data-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Notes how many data points of the person match. Too few prove nothing.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestAssuranceController_noteDataPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/assurance/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Notes that staff saw a document of the person. No copy may be kept.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestAssuranceController_noteDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the law of a privacy request, its dates, and what they were computed of.
         * @description Scope: `privacy-request:read`
         */
        get: operations["RequestDeadlinesController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Extends the deadline, once: sends the notice with its reason. The date moves when that has been sent.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestDeadlinesController_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records that a person appeals against a denial, and dates the answer by the law of the request.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestDeadlinesController_appeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirms the receipt of a request to its person, unless that was done already.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestDeadlinesController_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/clarification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks the person what they mean. The clock stops when that has been sent, where the law says so.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestDeadlinesController_clarify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/clarification/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records that the person has answered the question: the clock runs again.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestDeadlinesController_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the execution logs of a privacy request, oldest first, without personal data.
         * @description Scope: `privacy-request:read`
         */
        get: operations["RequestLogController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/notification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns who is notified when requests fail, and after how many failures.
         * @description Scope: `privacy-request-notifications:read`
         */
        get: operations["RequestNotificationController_read"];
        /**
         * Sets who is notified when requests fail. An empty list turns alerts off.
         * @description Scope: `privacy-request-notifications:create_or_update`
         */
        put: operations["RequestNotificationController_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a privacy request.
         * @description Scope: `privacy-request:read`
         */
        get: operations["RequestController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the last 1,000 entries of the history of a privacy request, oldest first, without personal data.
         * @description Scope: `privacy-request:read`
         */
        get: operations["RequestController_readHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopens a request that was closed as not identified: its person gets a code or a link, and reminders begin again.
         * @description Scope: `privacy-request:review`
         */
        post: operations["RequestController_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Marks a request as completed by the engine. Idempotent.
         * @description Scope: `privacy-request:complete`
         */
        post: operations["RequestController_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/verification/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the signed statement that the person of a privacy request was verified, and how.
         * @description Scope: `privacy-request:read`
         */
        get: operations["RequestReceiptController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/administrate/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Approves requests that are pending review.
         * @description Scope: `privacy-request:review`
         */
        patch: operations["ReviewController_approve"];
        trace?: never;
    };
    "/api/v1/privacy-request/administrate/deny": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Denies requests that are pending review. The person is told the reason.
         * @description Scope: `privacy-request:review`
         */
        patch: operations["ReviewController_deny"];
        trace?: never;
    };
    "/api/v1/privacy-request/administrate/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Cancels requests that have not been started. Sends no message.
         * @description Scope: `privacy-request:review`
         */
        patch: operations["ReviewController_cancel"];
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/decision/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shows the message that the person would be sent with a decision. Decides and sends nothing.
         * @description Scope: `privacy-request:review`
         */
        post: operations["DecisionPreviewController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Searches privacy requests with filters in the body, so that no address is in a URL.
         * @description Scope: `privacy-request:read`
         */
        post: operations["RequestSearchController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns whether a request waits for a code, and whether the last one could be delivered. Public: the id is needed. */
        get: operations["VerificationController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consent-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates a consent request. Public: called by the Privacy Center form. */
        post: operations["ConsentRequestController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consent-request/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verifies the code of a consent request and returns the preferences. The code stays valid until it expires. */
        post: operations["ConsentRequestController_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consent-request/{id}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the preferences of a consent request. Only if identity verification is off. */
        get: operations["ConsentRequestController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Saves the preferences of a consent request. Requires the verified code. */
        patch: operations["ConsentRequestController_save"];
        trace?: never;
    };
    "/api/v1/consent-request/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the preferences of all persons, newest first.
         * @description Scope: `consent:read`
         */
        get: operations["ConsentRequestController_list"];
        put?: never;
        /**
         * Returns the preferences of the person with this address.
         * @description Scope: `consent:read`
         */
        post: operations["ConsentRequestController_find"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consent-request/{id}/verification/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the signed statement that the person of a consent request was verified, and how.
         * @description Scope: `consent:read`
         */
        get: operations["ConsentReceiptController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dsar/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists privacy requests, newest first.
         * @description Scope: `privacy-request:read`
         */
        get: operations["DsarRequestsController_list"];
        put?: never;
        /**
         * Creates a privacy request. If it is unverified, the person confirms it through a link in an e-mail.
         * @description Scope: `privacy-request:create`
         */
        post: operations["DsarRequestsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dsar/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a privacy request.
         * @description Scope: `privacy-request:read`
         */
        get: operations["DsarRequestsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Updates status, metadata, or details for the status message. Notifies the person of a new status.
         * @description Scope: `privacy-request:review`
         */
        patch: operations["DsarRequestsController_change"];
        trace?: never;
    };
    "/dsar/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates a single-use link to a page on which a person verifies a privacy request.
         * @description Scope: `privacy-request:review`
         */
        post: operations["DsarLinksController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dsar/requests/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the notes of a privacy request, oldest first.
         * @description Scope: `privacy-request:review`
         */
        get: operations["DsarNotesController_list"];
        put?: never;
        /**
         * Adds a note to a privacy request. Sends no message.
         * @description Scope: `privacy-request:review`
         */
        post: operations["DsarNotesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dsar/user-rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the rights that a privacy request can exercise, with their labels and days to answer.
         * @description Scope: `privacy-request:read`
         */
        get: operations["UserRightsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dsar/user-rights/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a right.
         * @description Scope: `privacy-request:read`
         */
        get: operations["UserRightsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the events of a user, newest first. Default: confirmed events under the GDPR.
         * @description Scope: `consent:read`
         */
        get: operations["ConsentEventsController_list"];
        put?: never;
        /**
         * Creates an event. With a validation, it stays pending until confirmed through a link in an e-mail.
         * @description Scope: `consent:create_or_update`
         */
        post: operations["ConsentEventsController_create"];
        /**
         * Deletes all matching events of a user. Succeeds if there are none.
         * @description Scope: `consent:delete`
         */
        delete: operations["ConsentEventsController_deleteAll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns an event.
         * @description Scope: `consent:read`
         */
        get: operations["ConsentEventsController_read"];
        put?: never;
        post?: never;
        /**
         * Deletes an event and recalculates the consents of its user. Sends no message.
         * @description Scope: `consent:delete`
         */
        delete: operations["ConsentEventsController_delete"];
        options?: never;
        head?: never;
        /**
         * Updates an event. Setting the status confirms or rejects a pending event.
         * @description Scope: `consent:create_or_update`
         */
        patch: operations["ConsentEventsController_change"];
        trace?: never;
    };
    "/consents/events/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends new confirmation links for a pending event.
         * @description Scope: `consent:create_or_update`
         */
        post: operations["ConsentEventsController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists users with their current consents, oldest first.
         * @description Scope: `consent:read`
         */
        get: operations["ConsentUsersController_list"];
        put?: never;
        /**
         * Creates a user without events. The welcome message is sent on the first confirmed event.
         * @description Scope: `consent:create_or_update`
         */
        post: operations["ConsentUsersController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a user with their current consents. A consent token gives access to its own user only.
         * @description Scope: `consent:read`
         */
        get: operations["ConsentUsersController_read"];
        put?: never;
        post?: never;
        /**
         * Deletes a user, all their events, and proofs that no other event uses.
         * @description Scope: `consent:delete`
         */
        delete: operations["ConsentUsersController_delete"];
        options?: never;
        head?: never;
        /**
         * Updates the given fields of a user. Null clears a field; metadata is merged by key.
         * @description Scope: `consent:create_or_update`
         */
        patch: operations["ConsentUsersController_change"];
        trace?: never;
    };
    "/consents/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stores a PDF, PNG, JPG, GIF, DOCX or DOC as a proof. The content must match the type in its data URI.
         * @description Scope: `consent:create_or_update`
         */
        post: operations["ConsentProofsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/proofs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a proof with its content as a data URI.
         * @description Scope: `consent:read`
         */
        get: operations["ConsentProofsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/approvers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the default approvers, used if an event names none.
         * @description Scope: `preference-center:read`
         */
        get: operations["ConsentApproversController_read"];
        /**
         * Replaces the default approvers.
         * @description Scope: `preference-center:create_or_update`
         */
        put: operations["ConsentApproversController_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates a consent token: a credential of one user, for use in a browser.
         * @description Scope: `consent:create_or_update`
         */
        post: operations["ConsentAccessController_createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates a single-use link to a page on which a user confirms a choice.
         * @description Scope: `consent:create_or_update`
         */
        post: operations["ConsentAccessController_createLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consent-users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finds users by the id that you have for them, or lists all, oldest first.
         * @description Scope: `consent:read`
         */
        post: operations["ConsentSearchController_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consent-events/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the events of all users that wait for an approval, oldest first.
         * @description Scope: `consent:read`
         */
        get: operations["ConsentSearchController_pending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/initiate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the sign-in method to offer: a code (`otp`) or a link (`message`). */
        get: operations["AuthInitiateController_initiate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/protocols/message/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does the same for programs and scripts. A click, prefetch, image or HEAD request sends nothing. */
        get: operations["AuthMessageController_callbackByGet"];
        put?: never;
        /** Sends a sign-in link. The response does not reveal whether the address is known. */
        post: operations["AuthMessageController_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/protocols/otp/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does the same for programs and scripts. A click, prefetch, image or HEAD request sends nothing. */
        get: operations["AuthOtpController_generateByGet"];
        put?: never;
        /** Sends a sign-in code. The response does not reveal whether the address is known. */
        post: operations["AuthOtpController_generate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/protocols/otp/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issues a consent token for a valid code. Wrong, expired, used and unknown codes get the same error. */
        post: operations["AuthOtpController_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists sign-in methods, oldest first. Each organization starts with a code.
         * @description Scope: `preference-center:read`
         */
        get: operations["AuthProvidersController_list"];
        put?: never;
        /**
         * Adds a sign-in method. At most one per type.
         * @description Scope: `preference-center:create_or_update`
         */
        post: operations["AuthProvidersController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth-providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a sign-in method.
         * @description Scope: `preference-center:read`
         */
        get: operations["AuthProvidersController_read"];
        put?: never;
        post?: never;
        /**
         * Deletes a sign-in method. The default one cannot be deleted.
         * @description Scope: `preference-center:create_or_update`
         */
        delete: operations["AuthProvidersController_delete"];
        options?: never;
        head?: never;
        /**
         * Updates a sign-in method, or makes it the default.
         * @description Scope: `preference-center:create_or_update`
         */
        patch: operations["AuthProvidersController_change"];
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists messages and their status, newest first, without addresses and texts.
         * @description Scope: `messages:read`
         */
        get: operations["MessagesController_list"];
        put?: never;
        /**
         * Accepts a message for delivery, at once or at a later time. It is stored before this call returns.
         * @description Scope: `messages:send`
         */
        post: operations["MessagesController_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the status of a message and all delivery attempts.
         * @description Scope: `messages:read`
         */
        get: operations["MessagesController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accepts up to 1,000 messages, each on its own: look at `status` of each result.
         * @description Scope: `messages:send`
         */
        post: operations["MessageBatchController_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Searches messages, also by the address that they go to; newest first, without addresses and texts.
         * @description Scope: `messages:read`
         */
        post: operations["MessageSearchController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explains why a person got no message: what keeps messages back, and the outcome of each message.
         * @description Scope: `messages:explain`
         */
        post: operations["ExplainController_explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a notice again as a new message. Codes cannot be sent again.
         * @description Scope: `messages:send`
         */
        post: operations["MessageActionsController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/send-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a scheduled message, or retries a queued one, now. Returns its status before.
         * @description Scope: `messages:send`
         */
        post: operations["MessageActionsController_sendNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels a message that is scheduled or queued. Repeating it changes nothing.
         * @description Scope: `messages:send`
         */
        post: operations["MessageActionsController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-request/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the messages of a privacy request, newest first.
         * @description Scope: `messages:read`
         */
        get: operations["RequestMessagesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists messages kept by the `inbox` provider, newest first. For development. Invitations and codes for the console are for callers with every scope.
         * @description Scope: `messages:read`
         */
        get: operations["InboxController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{organization}/{provider}/{config_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes delivery reports of Mailgun, SendGrid, Twilio, Mailchimp Transactional or AWS SES (over SNS), in the form and with the signature of the vendor. Repeated reports are accepted and change nothing. */
        post: operations["DeliveryReportController_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging/config/{config_key}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns where the vendor of a config reports to, and whether its reports can be verified.
         * @description Scope: `messaging:read`
         */
        get: operations["ReportSetupController_read"];
        put?: never;
        /**
         * Registers the address for delivery reports with the vendor (Mailgun, SendGrid, Mailchimp Transactional), and stores what it signs them with. Repeating it changes nothing.
         * @description Scope: `messaging:create_or_update`
         */
        post: operations["ReportSetupController_setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists suppressions, newest first. To find that of an address, search.
         * @description Scope: `suppression:read`
         */
        get: operations["SuppressionsController_list"];
        put?: never;
        /**
         * Suppresses an email address or phone number, or both. No message is sent there any more.
         * @description Scope: `suppression:create_or_update`
         */
        post: operations["SuppressionsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Returns the suppressions of an email address or phone number.
         * @description Scope: `suppression:read`
         */
        post: operations["SuppressionsController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a suppression. The next message is sent there again.
         * @description Scope: `suppression:delete`
         */
        delete: operations["SuppressionsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists dead letters, oldest first, without what they say.
         * @description Scope: `dead-letter:read`
         */
        get: operations["DeadLettersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{sequence}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a dead letter to where it was first sent, and removes it from the list.
         * @description Scope: `dead-letter:resend`
         */
        post: operations["DeadLettersController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{sequence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Deletes a dead letter. What it asked for is never done.
         * @description Scope: `dead-letter:delete`
         */
        delete: operations["DeadLettersController_discard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the numbers of messages and verifications of a time. Tests are not counted.
         * @description Scope: `messages:read`
         */
        get: operations["ReportsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Returns everything that is stored about a person, as JSON or as a page to read. The look is recorded.
         * @description Scope: `person:read`
         */
        post: operations["PersonsController_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists who has read the data of a person, newest first. Persons are named by keyed digests.
         * @description Scope: `person:read`
         */
        get: operations["PersonsController_looks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erases a person in all services. Repeated, it goes on with an erasure that is not done.
         * @description Scope: `person:erase`
         */
        post: operations["ErasuresController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/erase/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns how far an erasure is, with its certificate once it is done.
         * @description Scope: `person:erase`
         */
        get: operations["ErasuresController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists legal holds, newest first, with those that were removed.
         * @description Scope: `person:hold`
         */
        get: operations["HoldsController_list"];
        /**
         * Puts a legal hold on a person: nothing of theirs is erased until it is removed.
         * @description Scope: `person:hold`
         */
        put: operations["HoldsController_hold"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/hold/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a legal hold. An erasure that it stopped goes on when it is asked for again.
         * @description Scope: `person:hold`
         */
        delete: operations["HoldsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the public keys that certificates of erasure are verified with, those of the past included. */
        get: operations["SigningKeysController_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists webhook endpoints, newest first, without their secrets.
         * @description Scope: `webhook:read`
         */
        get: operations["WebhookEndpointsController_list"];
        put?: never;
        /**
         * Creates a webhook endpoint. Its secret is returned only in this response.
         * @description Scope: `webhook:create_or_update`
         */
        post: operations["WebhookEndpointsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a webhook endpoint.
         * @description Scope: `webhook:read`
         */
        get: operations["WebhookEndpointsController_read"];
        put?: never;
        post?: never;
        /**
         * Deletes a webhook endpoint with its deliveries.
         * @description Scope: `webhook:delete`
         */
        delete: operations["WebhookEndpointsController_remove"];
        options?: never;
        head?: never;
        /**
         * Updates the given fields of a webhook endpoint. Disabling it ends its pending deliveries.
         * @description Scope: `webhook:create_or_update`
         */
        patch: operations["WebhookEndpointsController_change"];
        trace?: never;
    };
    "/api/v1/webhooks/endpoints/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generates a new secret, shown once. Requests are signed with the former one as well for a while.
         * @description Scope: `webhook:create_or_update`
         */
        post: operations["WebhookEndpointsController_rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the deliveries of a webhook endpoint, newest first.
         * @description Scope: `webhook:read`
         */
        get: operations["WebhookDeliveriesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends an event of type `webhook.test` to a webhook endpoint.
         * @description Scope: `webhook:create_or_update`
         */
        post: operations["WebhookDeliveriesController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delivers what happened since a time and the endpoint has not received, oldest first: up to 10,000 events per call.
         * @description Scope: `webhook:create_or_update`
         */
        post: operations["WebhookDeliveriesController_replayMissed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a webhook delivery with what was sent and all attempts.
         * @description Scope: `webhook:read`
         */
        get: operations["WebhookDeliveriesController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delivers an event again, as a new delivery with the same `webhook-id`.
         * @description Scope: `webhook:create_or_update`
         */
        post: operations["WebhookDeliveriesController_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the entries of the audit trail, newest first. Persons are named by keyed digests.
         * @description Scope: `audit:read`
         */
        get: operations["AuditController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns entries as lines of JSON, oldest first. The last `seq` is where the next call goes on.
         * @description Scope: `audit:read`
         */
        get: operations["AuditController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verifies that no entry was changed, removed or put in: 20,000 entries per call.
         * @description Scope: `audit:read`
         */
        get: operations["AuditController_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/alive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports that the gateway process is running. */
        get: operations["HealthController_alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports whether NATS and every service are ready for reads and writes. 503 lists those that are not. */
        get: operations["HealthController_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns who is signed in to the console, and what they may do. */
        get: operations["ConsoleSessionController_read"];
        put?: never;
        /** Signs in to the console: with the id and secret of an API client, or with an address and its code. Sets a cookie. */
        post: operations["ConsoleSessionController_open"];
        /** Signs out of the console in this browser. Succeeds if the session has ended already. */
        delete: operations["ConsoleSessionController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a code to an operator of the console. The response does not reveal whether there is one. */
        post: operations["ConsoleSessionController_sendCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the sessions of who is signed in to the console, last used first. */
        get: operations["ConsoleSessionController_list"];
        put?: never;
        post?: never;
        /** Signs out of the console everywhere. */
        delete: operations["ConsoleSessionController_endAll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one session of who is signed in to the console. Succeeds if it has ended already. */
        delete: operations["ConsoleSessionController_endOne"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns whether and how one can sign in to the console with OpenID Connect. */
        get: operations["OidcController_read"];
        put?: never;
        /** Begins a sign-in with OpenID Connect. Sets a cookie for ten minutes. */
        post: operations["OidcController_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a sign-in with OpenID Connect that began in this browser. Sets the cookie of the session. */
        post: operations["OidcController_finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the users of the console, oldest first.
         * @description Scope: `user:read`
         */
        get: operations["UserController_list"];
        put?: never;
        /**
         * Creates a user of the console and mails an invitation, which is valid for seven days.
         * @description Scope: `user:create`
         */
        post: operations["UserController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a user of the console.
         * @description Scope: `user:read`
         */
        get: operations["UserController_read"];
        /**
         * Updates the given fields of a user. Disabled, or with another address, the user is signed out.
         * @description Scope: `user:update`
         */
        put: operations["UserController_change"];
        post?: never;
        /**
         * Deletes a user of the console, who is signed out at once.
         * @description Scope: `user:delete`
         */
        delete: operations["UserController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/{id}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mails another invitation; the earlier one stops working.
         * @description Scope: `user:create`
         */
        post: operations["UserController_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/{id}/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes the link of a user to an account of the identity provider; the next sign-in with OpenID Connect links another.
         * @description Scope: `user:update`
         */
        delete: operations["UserController_unlink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/{id}/permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the role of a user, and its scopes.
         * @description Scope: `user:read`
         */
        get: operations["UserPermissionController_read"];
        /**
         * Gives a user a role. Takes effect at once, for sessions too.
         * @description Scope: `user:update`
         */
        put: operations["UserPermissionController_replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        WebhookTest: {
            organization: string;
            endpoint_id: string;
            requested_at: string;
        };
        EndpointDisabledEvent: {
            organization: string;
            endpoint_id: string;
            /** @enum {string} */
            reason: "gone" | "failing";
            failing_since: string;
            disabled_at: string;
        };
        PreferencesSavedEvent: {
            organization: string;
            consent_request_id: string;
            saved_at: string;
        };
        ConsentChangedEvent: {
            organization: string;
            id: string;
            /** @enum {string} */
            status: "pending_approval" | "confirmed" | "rejected";
            regulation: string;
            changed_at: string;
        };
        DeadlineReachedEvent: {
            organization: string;
            id: string;
            /** @enum {string} */
            stage: "due_soon" | "overdue" | "unacknowledged";
            law: string | null;
            due_date: string;
            reached_at: string;
        };
        RequestChangedEvent: {
            organization: string;
            id: string;
            /** @enum {string} */
            status: "identity_unverified" | "pending" | "approved" | "denied" | "in_processing" | "complete" | "canceled" | "error" | "duplicate";
            policy_key: string;
            actions: string[];
            changed_at: string;
            receipt?: string;
        };
        DisowningTakenBackEvent: {
            organization: string;
            about: string;
            challenge_id: string;
            taken_back_at: string;
        };
        ChallengeDisownedEvent: {
            organization: string;
            about: string;
            challenge_id: string;
            disowned_at: string;
        };
        SendSuppressedEvent: {
            organization: string;
            about: string;
            challenge_id: string;
            /** @enum {string} */
            budget: "disowned" | "identifier" | "domain" | "phone_range" | "client" | "organization";
            suppressed_at: string;
        };
        CodeExhaustedEvent: {
            organization: string;
            about: string;
            challenge_id: string;
            exhausted_at: string;
        };
        IdentityVerifiedEvent: {
            organization: string;
            about: string;
            challenge_id: string;
            /** @enum {string} */
            channel: "email" | "sms";
            /** @enum {string} */
            method?: "code" | "link";
            verified_at: string;
        };
        MessageReportedEvent: {
            organization: string;
            message_id: string;
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            /** @enum {string|null} */
            channel: "email" | "sms" | null;
            about: string | null;
            /** @enum {string} */
            state: "scheduled" | "queued" | "sending" | "sent" | "unknown" | "failed" | "expired" | "skipped" | "canceled";
            /** @enum {string} */
            status: "accepted" | "deferred" | "delivered" | "rejected" | "bounced" | "unsubscribed" | "complained";
            /** @enum {string|null} */
            bounce: "hard" | "soft" | null;
            /** @enum {string|null} */
            reason: "key_wrong" | "key_lacks_permission" | "login_refused" | "account_unknown" | "account_suspended" | "account_not_activated" | "trial_account" | "credits_used_up" | "domain_unknown" | "domain_unverified" | "sender_invalid" | "sender_unverified" | "sender_unknown" | "reply_to_invalid" | "country_not_enabled" | "template_unusable" | "base_address_wrong" | "tls_failed" | "settings_unusable" | "recipient_invalid" | "recipient_not_ascii" | "recipient_opted_out" | "recipient_unreachable" | "recipient_blocked" | "recipient_deferred" | "recipient_suppressed" | "mailbox_full" | "delivery_expired" | "content_refused" | "too_large" | "sender_queue_full" | "message_unfinished" | "rate_limited" | "vendor_unavailable" | "vendor_unreachable" | "vendor_silent" | "answer_unreadable" | null;
            at: string;
        };
        SettledMessage: {
            organization: string;
            message_id: string;
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            about: string | null;
            /** @enum {string} */
            state: "sent" | "failed" | "expired" | "skipped" | "canceled" | "unknown";
            /** @enum {string|null} */
            reason: "no_provider" | "provider_incomplete" | "no_address" | "number_refused" | "country_disabled" | "sms_limit" | "recipient_suppressed" | "disowned" | "address_limit" | "domain_limit" | "phone_range_limit" | "caller_limit" | "organization_limit" | "no_approver" | "no_wording" | "template_missing" | "parameter_missing" | "too_long" | "unreadable" | "refused" | "throttled" | "unavailable" | "misconfigured" | "unknown" | null;
            settled_at: string;
        };
        UserPermissions: {
            id: string;
            user_id: string;
            roles: ("owner" | "contributor" | "viewer" | "approver" | "viewer_and_approver")[];
            total_scopes: string[];
        };
        UserPermissionsBody: {
            id?: string | null;
            roles: ("owner" | "contributor" | "viewer" | "approver" | "viewer_and_approver")[];
        };
        UserResource: {
            id: string;
            username: string;
            email_address: string;
            first_name: string | null;
            last_name: string | null;
            disabled: boolean;
            /** @enum {string|null} */
            disabled_reason: "pending_invite" | null;
            has_invite: boolean;
            invite_expired: boolean | null;
            created_at: string;
            roles: ("owner" | "contributor" | "viewer" | "approver" | "viewer_and_approver")[];
            /** @enum {string} */
            state: "invited" | "active" | "disabled";
            oidc_linked_at: (string) | null;
        };
        ChangeUserBody: {
            /** Format: email */
            email_address?: string;
            first_name?: string | null;
            last_name?: string | null;
            locale?: string;
            disabled?: boolean;
        };
        CreatedUser: {
            id: string;
        };
        CreateUserBody: {
            /** Format: email */
            email_address: string;
            first_name?: string | null;
            last_name?: string | null;
            username?: string | null;
            roles?: ("owner" | "contributor" | "viewer" | "approver" | "viewer_and_approver")[];
            locale?: string;
        };
        SessionReply: {
            session: components["schemas"]["Session"];
        };
        Session: {
            id: string;
            /** @enum {string} */
            kind: "client" | "operator";
            owner_id: string;
            name: string;
            /** @enum {string|null} */
            role: "owner" | "contributor" | "viewer" | "approver" | "viewer_and_approver" | null;
            organization: string;
            scopes: string[];
            created_at: string;
            expires_at: string;
        };
        FinishOidcBody: {
            parameters: string;
        };
        BegunOidcSignIn: {
            authorization_url: string;
        };
        BeginOidcBody: {
            organization?: string;
        };
        OidcSignIn: {
            label: string | null;
        };
        SessionList: {
            items: components["schemas"]["SessionRecord"][];
            total: number;
        };
        SessionRecord: {
            id: string;
            /** @enum {string} */
            browser: "Edge" | "Firefox" | "Chrome" | "Safari" | "other";
            created_at: string;
            last_used_at: string;
            expires_at: string;
            is_current: boolean;
        };
        SendCodeBody: {
            /** Format: email */
            email: string;
            organization?: string;
        };
        SignInBody: {
            client_id?: string;
            client_secret?: string;
            /** Format: email */
            email?: string;
            code?: string;
            organization?: string;
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "not ready";
            checks: {
                [key: string]: string;
            };
            reasons?: string[];
            warnings?: string[];
        };
        Liveness: {
            /** @enum {string} */
            status: "alive";
        };
        AuditVerification: {
            is_intact: boolean;
            entries: number;
            broken_at: number | null;
            last_seq: number | null;
            last_digest: string | null;
            next: number | null;
        };
        AuditEntry: {
            organization: string;
            seq: number;
            id: string;
            at: string;
            /** @enum {string} */
            outcome: "done" | "unknown" | "refused";
            version: number | null;
            pruned_through: number | null;
            pruned_digest: string | null;
            previous: string;
            digest: string;
            /** @enum {string} */
            kind: "change" | "look" | "sign_in" | "retention";
            actor: components["schemas"]["AuditActor"];
            action: string;
            targets: string[];
            persons: string[];
            fields: string[];
            request_id: string | null;
        };
        AuditActor: {
            /** @enum {string} */
            kind: "client" | "operator" | "system" | "command";
            id: string;
        };
        WebhookDelivery: {
            id: string;
            endpoint_id: string;
            event_id: string;
            /** @enum {string} */
            event_type: "message.sent" | "message.failed" | "message.expired" | "message.skipped" | "message.canceled" | "message.unknown" | "message.accepted" | "message.deferred" | "message.delivered" | "message.rejected" | "message.bounced" | "message.unsubscribed" | "message.complained" | "verification.succeeded" | "verification.exhausted" | "verification.suppressed" | "verification.disowned" | "verification.disowning_taken_back" | "privacy_request.changed" | "privacy_request.due_soon" | "privacy_request.overdue" | "privacy_request.unacknowledged" | "consent_event.changed" | "preferences.saved" | "webhook_endpoint.disabled" | "webhook.test";
            /** @enum {string} */
            state: "pending" | "delivered" | "failed";
            /** @enum {string|null} */
            reason: "exhausted" | "gone" | "endpoint_disabled" | null;
            attempts: number;
            created_at: string;
            next_attempt_at: (string) | null;
            settled_at: (string) | null;
        };
        WebhookDeliveryHistory: {
            payload: {
                [key: string]: unknown;
            };
            tries: components["schemas"]["WebhookAttempt"][];
            id: string;
            endpoint_id: string;
            event_id: string;
            /** @enum {string} */
            event_type: "message.sent" | "message.failed" | "message.expired" | "message.skipped" | "message.canceled" | "message.unknown" | "message.accepted" | "message.deferred" | "message.delivered" | "message.rejected" | "message.bounced" | "message.unsubscribed" | "message.complained" | "verification.succeeded" | "verification.exhausted" | "verification.suppressed" | "verification.disowned" | "verification.disowning_taken_back" | "privacy_request.changed" | "privacy_request.due_soon" | "privacy_request.overdue" | "privacy_request.unacknowledged" | "consent_event.changed" | "preferences.saved" | "webhook_endpoint.disabled" | "webhook.test";
            /** @enum {string} */
            state: "pending" | "delivered" | "failed";
            /** @enum {string|null} */
            reason: "exhausted" | "gone" | "endpoint_disabled" | null;
            attempts: number;
            created_at: string;
            next_attempt_at: (string) | null;
            settled_at: (string) | null;
        };
        WebhookAttempt: {
            number: number;
            started_at: string;
            duration_ms: number;
            /** @enum {string} */
            outcome: "delivered" | "rejected" | "redirected" | "timed_out" | "unreachable" | "tls_failed" | "address_refused";
            status: number | null;
        };
        ReplayedWebhooks: {
            replayed: number;
        };
        ReplayWebhooksBody: {
            since: string;
            until?: string;
        };
        WebhookSecret: {
            id: string;
            secret: string;
            previous_secret_until: (string) | null;
        };
        RotateWebhookSecretBody: {
            overlap_seconds?: number;
        };
        WebhookEndpoint: {
            id: string;
            url: string;
            description: string | null;
            event_types: ("message.sent" | "message.failed" | "message.expired" | "message.skipped" | "message.canceled" | "message.unknown" | "message.accepted" | "message.deferred" | "message.delivered" | "message.rejected" | "message.bounced" | "message.unsubscribed" | "message.complained" | "verification.succeeded" | "verification.exhausted" | "verification.suppressed" | "verification.disowned" | "verification.disowning_taken_back" | "privacy_request.changed" | "privacy_request.due_soon" | "privacy_request.overdue" | "privacy_request.unacknowledged" | "consent_event.changed" | "preferences.saved" | "webhook_endpoint.disabled")[];
            enabled: boolean;
            /** @enum {string|null} */
            disabled_reason: "gone" | "failing" | null;
            failing_since: (string) | null;
            previous_secret_until: (string) | null;
            created_at: string;
            updated_at: string;
        };
        ChangeWebhookEndpointBody: {
            url?: unknown;
            description?: string | null;
            event_types?: ("message.sent" | "message.failed" | "message.expired" | "message.skipped" | "message.canceled" | "message.unknown" | "message.accepted" | "message.deferred" | "message.delivered" | "message.rejected" | "message.bounced" | "message.unsubscribed" | "message.complained" | "verification.succeeded" | "verification.exhausted" | "verification.suppressed" | "verification.disowned" | "verification.disowning_taken_back" | "privacy_request.changed" | "privacy_request.due_soon" | "privacy_request.overdue" | "privacy_request.unacknowledged" | "consent_event.changed" | "preferences.saved" | "webhook_endpoint.disabled")[];
            enabled?: boolean;
        };
        CreatedWebhookEndpoint: {
            secret: string;
            id: string;
            url: string;
            description: string | null;
            event_types: ("message.sent" | "message.failed" | "message.expired" | "message.skipped" | "message.canceled" | "message.unknown" | "message.accepted" | "message.deferred" | "message.delivered" | "message.rejected" | "message.bounced" | "message.unsubscribed" | "message.complained" | "verification.succeeded" | "verification.exhausted" | "verification.suppressed" | "verification.disowned" | "verification.disowning_taken_back" | "privacy_request.changed" | "privacy_request.due_soon" | "privacy_request.overdue" | "privacy_request.unacknowledged" | "consent_event.changed" | "preferences.saved" | "webhook_endpoint.disabled")[];
            enabled: boolean;
            /** @enum {string|null} */
            disabled_reason: "gone" | "failing" | null;
            failing_since: (string) | null;
            previous_secret_until: (string) | null;
            created_at: string;
            updated_at: string;
        };
        CreateWebhookEndpointBody: {
            url: unknown;
            description?: string | null;
            event_types?: ("message.sent" | "message.failed" | "message.expired" | "message.skipped" | "message.canceled" | "message.unknown" | "message.accepted" | "message.deferred" | "message.delivered" | "message.rejected" | "message.bounced" | "message.unsubscribed" | "message.complained" | "verification.succeeded" | "verification.exhausted" | "verification.suppressed" | "verification.disowned" | "verification.disowning_taken_back" | "privacy_request.changed" | "privacy_request.due_soon" | "privacy_request.overdue" | "privacy_request.unacknowledged" | "consent_event.changed" | "preferences.saved" | "webhook_endpoint.disabled")[];
            enabled?: boolean;
        };
        SigningKeys: {
            keys: {
                [key: string]: unknown;
            }[];
        };
        PersonHold: {
            id: string;
            /** @enum {string} */
            reason: "litigation" | "complaint" | "authority" | "access_dispute" | "other";
            held_by: string;
            held_at: string;
            person_digests: string[];
            removed_by: string | null;
            removed_at: (string) | null;
        };
        HoldBody: {
            /** @enum {string} */
            reason: "litigation" | "complaint" | "authority" | "access_dispute" | "other";
            /** Format: email */
            email?: string | null;
            phone_number?: string | null;
            user_id?: string | null;
        };
        PersonErasure: {
            id: string;
            /** @enum {string} */
            state: "running" | "held" | "done";
            /** @enum {string|null} */
            hold_reason: "litigation" | "complaint" | "authority" | "access_dispute" | "other" | null;
            requested_by: string;
            requested_at: string;
            finished_at: (string) | null;
            person_digests: string[];
            steps: components["schemas"]["ErasureStep"][];
            certificate: string | null;
        };
        ErasureStep: {
            place: string;
            /** @enum {string} */
            state: "pending" | "done" | "manual" | "refused";
            erased: number;
            kept: number;
            /** @enum {string|null} */
            action: "erasure_requested" | "suppressions_deleted" | "messages_deleted" | null;
            /** @enum {string|null} */
            reason: "key_wrong" | "key_lacks_permission" | "login_refused" | "account_unknown" | "account_suspended" | "account_not_activated" | "trial_account" | "credits_used_up" | "domain_unknown" | "domain_unverified" | "sender_invalid" | "sender_unverified" | "sender_unknown" | "reply_to_invalid" | "country_not_enabled" | "template_unusable" | "base_address_wrong" | "tls_failed" | "settings_unusable" | "recipient_invalid" | "recipient_not_ascii" | "recipient_opted_out" | "recipient_unreachable" | "recipient_blocked" | "recipient_deferred" | "recipient_suppressed" | "mailbox_full" | "delivery_expired" | "content_refused" | "too_large" | "sender_queue_full" | "message_unfinished" | "rate_limited" | "vendor_unavailable" | "vendor_unreachable" | "vendor_silent" | "answer_unreadable" | null;
            finished_at: (string) | null;
        };
        PersonReference: {
            /** Format: email */
            email?: string | null;
            phone_number?: string | null;
            user_id?: string | null;
        };
        PersonLook: {
            id: string;
            looked_at: string;
            looked_by: string;
            /** @enum {string} */
            format: "json" | "html";
            person_digests: string[];
        };
        PersonExport: {
            look_id: string;
            exported_at: string;
            person_digests: string[];
            is_complete: boolean;
            sections: components["schemas"]["PersonExportSection"][];
        };
        PersonExportSection: {
            /** @enum {string} */
            name: "config.operators" | "config.idempotent_replies" | "identity.challenges" | "identity.limits" | "identity.idempotent_replies" | "requests.privacy_requests" | "requests.consent_requests" | "requests.preferences" | "requests.alert_recipients" | "requests.idempotent_replies" | "consents.users" | "consents.events" | "consents.delegations" | "consents.approvals" | "consents.approvers" | "consents.proofs" | "consents.links" | "consents.sign_ins" | "consents.idempotent_replies" | "dispatch.messages" | "dispatch.inbox" | "dispatch.suppressions" | "dispatch.idempotent_replies" | "webhooks.events" | "webhooks.idempotent_replies";
            title: string;
            records: {
                [key: string]: unknown;
            }[];
            total: number;
            next: number | null;
        };
        PersonExportBody: {
            /** @enum {string} */
            section?: "config.operators" | "config.idempotent_replies" | "identity.challenges" | "identity.limits" | "identity.idempotent_replies" | "requests.privacy_requests" | "requests.consent_requests" | "requests.preferences" | "requests.alert_recipients" | "requests.idempotent_replies" | "consents.users" | "consents.events" | "consents.delegations" | "consents.approvals" | "consents.approvers" | "consents.proofs" | "consents.links" | "consents.sign_ins" | "consents.idempotent_replies" | "dispatch.messages" | "dispatch.inbox" | "dispatch.suppressions" | "dispatch.idempotent_replies" | "webhooks.events" | "webhooks.idempotent_replies";
            skip?: number;
            /** Format: email */
            email?: string | null;
            phone_number?: string | null;
            user_id?: string | null;
        };
        Report: {
            from: string;
            to: string;
            messages: components["schemas"]["CountedMessages"];
            verifications: components["schemas"]["VerificationCounts"][];
        };
        VerificationCounts: {
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            /** @enum {string} */
            channel: "email" | "sms";
            asked: number;
            verified: number;
            exhausted: number;
            disowned: number;
            verify_ms_median: number | null;
        };
        CountedMessages: {
            all: components["schemas"]["MessageCounts"];
            days: components["schemas"]["CountsOfDay"][];
            kinds: components["schemas"]["CountsOfKind"][];
            providers: components["schemas"]["CountsOfProvider"][];
            countries: components["schemas"]["CountsOfCountry"][];
        };
        CountsOfCountry: {
            country: string;
            messages: number;
            sent: number;
            failed: number;
            skipped: number;
            waiting: number;
            delivered: number;
            undelivered: number;
            send_ms_median: number | null;
            send_ms_p95: number | null;
            delivery_ms_median: number | null;
        };
        CountsOfProvider: {
            provider_key: string | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | null;
            messages: number;
            sent: number;
            failed: number;
            skipped: number;
            waiting: number;
            delivered: number;
            undelivered: number;
            send_ms_median: number | null;
            send_ms_p95: number | null;
            delivery_ms_median: number | null;
        };
        CountsOfKind: {
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            messages: number;
            sent: number;
            failed: number;
            skipped: number;
            waiting: number;
            delivered: number;
            undelivered: number;
            send_ms_median: number | null;
            send_ms_p95: number | null;
            delivery_ms_median: number | null;
        };
        CountsOfDay: {
            day: string;
            messages: number;
            sent: number;
            failed: number;
            skipped: number;
            waiting: number;
            delivered: number;
            undelivered: number;
            send_ms_median: number | null;
            send_ms_p95: number | null;
            delivery_ms_median: number | null;
        };
        MessageCounts: {
            messages: number;
            sent: number;
            failed: number;
            skipped: number;
            waiting: number;
            delivered: number;
            undelivered: number;
            send_ms_median: number | null;
            send_ms_p95: number | null;
            delivery_ms_median: number | null;
        };
        DeadLetter: {
            sequence: number;
            died_at: string;
            queue: string;
            reason: string;
            deliveries: number;
            request_id: string | null;
            /** @enum {string} */
            owner: "gateway" | "config" | "templates" | "identity" | "requests" | "consents" | "dispatch" | "webhooks";
        };
        DeadLetters: {
            items: components["schemas"]["DeadLetter"][];
            next_after: number | null;
        };
        Suppressions: {
            items: components["schemas"]["Suppression"][];
            total: number;
        };
        Suppression: {
            id: string;
            /** @enum {string} */
            channel: "email" | "sms";
            /** @enum {string} */
            reason: "hard_bounce" | "complaint" | "unsubscribed" | "opted_out" | "manual";
            message_id: string | null;
            created_by: string | null;
            created_at: string;
            expires_at: (string) | null;
        };
        ContactAddress: {
            /** Format: email */
            email?: string | null;
            phone_number?: string | null;
        };
        ReportSetupResource: {
            url: string;
            /** @enum {string} */
            setup: "once" | "by_hand" | "with_each_message" | "none";
            secrets: string[];
            ready: boolean;
        };
        Inbox: {
            messages: components["schemas"]["InboxMessage"][];
        };
        InboxMessage: {
            id: string;
            /** @enum {string} */
            channel: "email" | "sms";
            to: string;
            subject: string | null;
            html: string | null;
            text: string;
            from_name: string | null;
            reply_to: string[];
            sent_at: string;
        };
        MessageRecord: {
            id: string;
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            /** @enum {string} */
            state: "scheduled" | "queued" | "sending" | "sent" | "unknown" | "failed" | "expired" | "skipped" | "canceled";
            /** @enum {string|null} */
            reason: "no_provider" | "provider_incomplete" | "no_address" | "number_refused" | "country_disabled" | "sms_limit" | "recipient_suppressed" | "disowned" | "address_limit" | "domain_limit" | "phone_range_limit" | "caller_limit" | "organization_limit" | "no_approver" | "no_wording" | "template_missing" | "parameter_missing" | "too_long" | "unreadable" | "refused" | "throttled" | "unavailable" | "misconfigured" | "unknown" | null;
            /** @enum {string|null} */
            provider_reason: "key_wrong" | "key_lacks_permission" | "login_refused" | "account_unknown" | "account_suspended" | "account_not_activated" | "trial_account" | "credits_used_up" | "domain_unknown" | "domain_unverified" | "sender_invalid" | "sender_unverified" | "sender_unknown" | "reply_to_invalid" | "country_not_enabled" | "template_unusable" | "base_address_wrong" | "tls_failed" | "settings_unusable" | "recipient_invalid" | "recipient_not_ascii" | "recipient_opted_out" | "recipient_unreachable" | "recipient_blocked" | "recipient_deferred" | "recipient_suppressed" | "mailbox_full" | "delivery_expired" | "content_refused" | "too_large" | "sender_queue_full" | "message_unfinished" | "rate_limited" | "vendor_unavailable" | "vendor_unreachable" | "vendor_silent" | "answer_unreadable" | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | null;
            about: string | null;
            service_type: string | null;
            provider_key: string | null;
            provider_message_id: string | null;
            wording_version: number | null;
            wording_locale: string | null;
            missing: string[];
            attempts: number;
            created_at: string;
            send_at: (string) | null;
            next_attempt_at: (string) | null;
            settled_at: (string) | null;
            delivery: components["schemas"]["MessageDelivery"] | null;
            resent_from: string | null;
            resent_by: string | null;
            canceled_by: string | null;
        };
        MessageDelivery: {
            /** @enum {string} */
            status: "accepted" | "deferred" | "delivered" | "rejected" | "bounced" | "unsubscribed" | "complained";
            /** @enum {string|null} */
            bounce: "hard" | "soft" | null;
            /** @enum {string|null} */
            reason: "key_wrong" | "key_lacks_permission" | "login_refused" | "account_unknown" | "account_suspended" | "account_not_activated" | "trial_account" | "credits_used_up" | "domain_unknown" | "domain_unverified" | "sender_invalid" | "sender_unverified" | "sender_unknown" | "reply_to_invalid" | "country_not_enabled" | "template_unusable" | "base_address_wrong" | "tls_failed" | "settings_unusable" | "recipient_invalid" | "recipient_not_ascii" | "recipient_opted_out" | "recipient_unreachable" | "recipient_blocked" | "recipient_deferred" | "recipient_suppressed" | "mailbox_full" | "delivery_expired" | "content_refused" | "too_large" | "sender_queue_full" | "message_unfinished" | "rate_limited" | "vendor_unavailable" | "vendor_unreachable" | "vendor_silent" | "answer_unreadable" | null;
            code: string | null;
            at: string;
        };
        ExplainedMessages: {
            explanations: components["schemas"]["Explanation"][];
            messages: components["schemas"]["MessageRecord"][];
        };
        Explanation: {
            /** @enum {string} */
            code: "no_message" | "switched_off" | "provider_missing" | "provider_incomplete" | "provider_not_working" | "suppressed" | "limit_reached" | "country_not_allowed" | "sms_limit_reached" | "scheduled" | "queued" | "held" | "sending" | "sent" | "accepted" | "deferred" | "delivered" | "rejected" | "bounced" | "unsubscribed" | "complained" | "unknown" | "failed" | "expired" | "skipped" | "canceled";
            detail: string;
            action: string;
            reason: string | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | null;
            since: (string) | null;
            subject: string | null;
        };
        ExplainBody: {
            to?: components["schemas"]["ContactAddress"];
            about?: string;
            /** @enum {string} */
            kind?: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
        };
        SearchMessagesBody: {
            to?: components["schemas"]["ContactAddress"];
            about?: string;
            /** @enum {string} */
            state?: "scheduled" | "queued" | "sending" | "sent" | "unknown" | "failed" | "expired" | "skipped" | "canceled";
            /** @enum {string} */
            kind?: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            /** @enum {string} */
            delivery?: "accepted" | "deferred" | "delivered" | "rejected" | "bounced" | "unsubscribed" | "complained";
            provider_key?: string;
            service_type?: string;
            created_gt?: string;
            created_lt?: string;
            before?: string;
            page?: number;
            size?: number;
        };
        BatchResults: {
            results: components["schemas"]["BatchResult"][];
            accepted: number;
            refused: number;
        };
        BatchResult: {
            status: number;
            id?: string;
            /** @enum {string} */
            state?: "queued" | "scheduled";
            type?: string;
            title?: string;
            detail?: string;
            errors?: components["schemas"]["BatchProblem"][];
        };
        BatchProblem: {
            pointer: string;
            rule: string;
            detail: string;
        };
        MessageBatchBody: {
            messages: components["schemas"]["SendMessageBody"][];
        };
        SendMessageBody: {
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            to: components["schemas"]["ContactAddress"];
            variables?: {
                [key: string]: unknown;
            };
            locale?: string;
            /** @enum {string} */
            channel?: "email" | "sms";
            about?: string;
            expires_at?: string;
            send_at?: string;
        };
        MessageHistory: {
            tries: components["schemas"]["MessageTry"][];
            reports: components["schemas"]["MessageReport"][];
            id: string;
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            /** @enum {string} */
            state: "scheduled" | "queued" | "sending" | "sent" | "unknown" | "failed" | "expired" | "skipped" | "canceled";
            /** @enum {string|null} */
            reason: "no_provider" | "provider_incomplete" | "no_address" | "number_refused" | "country_disabled" | "sms_limit" | "recipient_suppressed" | "disowned" | "address_limit" | "domain_limit" | "phone_range_limit" | "caller_limit" | "organization_limit" | "no_approver" | "no_wording" | "template_missing" | "parameter_missing" | "too_long" | "unreadable" | "refused" | "throttled" | "unavailable" | "misconfigured" | "unknown" | null;
            /** @enum {string|null} */
            provider_reason: "key_wrong" | "key_lacks_permission" | "login_refused" | "account_unknown" | "account_suspended" | "account_not_activated" | "trial_account" | "credits_used_up" | "domain_unknown" | "domain_unverified" | "sender_invalid" | "sender_unverified" | "sender_unknown" | "reply_to_invalid" | "country_not_enabled" | "template_unusable" | "base_address_wrong" | "tls_failed" | "settings_unusable" | "recipient_invalid" | "recipient_not_ascii" | "recipient_opted_out" | "recipient_unreachable" | "recipient_blocked" | "recipient_deferred" | "recipient_suppressed" | "mailbox_full" | "delivery_expired" | "content_refused" | "too_large" | "sender_queue_full" | "message_unfinished" | "rate_limited" | "vendor_unavailable" | "vendor_unreachable" | "vendor_silent" | "answer_unreadable" | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | null;
            about: string | null;
            service_type: string | null;
            provider_key: string | null;
            provider_message_id: string | null;
            wording_version: number | null;
            wording_locale: string | null;
            missing: string[];
            attempts: number;
            created_at: string;
            send_at: (string) | null;
            next_attempt_at: (string) | null;
            settled_at: (string) | null;
            delivery: components["schemas"]["MessageDelivery"] | null;
            resent_from: string | null;
            resent_by: string | null;
            canceled_by: string | null;
        };
        MessageReport: {
            provider_key: string;
            received_at: string;
            /** @enum {string} */
            status: "accepted" | "deferred" | "delivered" | "rejected" | "bounced" | "unsubscribed" | "complained";
            /** @enum {string|null} */
            bounce: "hard" | "soft" | null;
            /** @enum {string|null} */
            reason: "key_wrong" | "key_lacks_permission" | "login_refused" | "account_unknown" | "account_suspended" | "account_not_activated" | "trial_account" | "credits_used_up" | "domain_unknown" | "domain_unverified" | "sender_invalid" | "sender_unverified" | "sender_unknown" | "reply_to_invalid" | "country_not_enabled" | "template_unusable" | "base_address_wrong" | "tls_failed" | "settings_unusable" | "recipient_invalid" | "recipient_not_ascii" | "recipient_opted_out" | "recipient_unreachable" | "recipient_blocked" | "recipient_deferred" | "recipient_suppressed" | "mailbox_full" | "delivery_expired" | "content_refused" | "too_large" | "sender_queue_full" | "message_unfinished" | "rate_limited" | "vendor_unavailable" | "vendor_unreachable" | "vendor_silent" | "answer_unreadable" | null;
            code: string | null;
            at: string;
        };
        MessageTry: {
            number: number;
            service_type: string;
            provider_key: string | null;
            /** @enum {string} */
            outcome: "sent" | "refused" | "throttled" | "unavailable" | "misconfigured" | "unknown";
            code: string | null;
            /** @enum {string|null} */
            reason: "key_wrong" | "key_lacks_permission" | "login_refused" | "account_unknown" | "account_suspended" | "account_not_activated" | "trial_account" | "credits_used_up" | "domain_unknown" | "domain_unverified" | "sender_invalid" | "sender_unverified" | "sender_unknown" | "reply_to_invalid" | "country_not_enabled" | "template_unusable" | "base_address_wrong" | "tls_failed" | "settings_unusable" | "recipient_invalid" | "recipient_not_ascii" | "recipient_opted_out" | "recipient_unreachable" | "recipient_blocked" | "recipient_deferred" | "recipient_suppressed" | "mailbox_full" | "delivery_expired" | "content_refused" | "too_large" | "sender_queue_full" | "message_unfinished" | "rate_limited" | "vendor_unavailable" | "vendor_unreachable" | "vendor_silent" | "answer_unreadable" | null;
            started_at: string;
            finished_at: string;
        };
        SendMessageReply: {
            suppressed: ("email" | "sms")[] | null;
            id: string;
            /** @enum {string} */
            state: "queued" | "scheduled";
        };
        AuthProviderResource: {
            organization_id: string;
            id: string;
            /** @enum {string} */
            type: "otp" | "message";
            is_default: boolean;
            created_at: string;
            updated_at: string;
        };
        ChangeAuthProviderBody: {
            /** @enum {string} */
            type?: "otp" | "message";
            is_default?: boolean;
        };
        CreateAuthProviderBody: {
            /** @enum {string} */
            type: "otp" | "message";
            is_default?: boolean;
        };
        SignedIn: {
            token: string;
            expires_in: number;
            user_id: string;
            redirect_url: string | null;
        };
        FinishOtpBody: {
            code: string;
            organization_user_id: string;
        };
        SignInCodeSent: {
            redirect_url: string | null;
            callback: string;
        };
        StartOtpBody: {
            email: string;
            auth_provider_id?: string;
            privacy_center_url?: string;
        };
        SignInLinkSent: {
            message: string;
        };
        StartMessageBody: {
            id: string;
            auth_provider_id?: string;
            privacy_center_url?: string;
            /** @enum {string} */
            channel?: "email" | "sms";
        };
        SignInMethod: {
            id: string;
            /** @enum {string} */
            type: "otp" | "message";
            is_default: boolean;
        };
        ConsentEventResource: {
            organization_id: string;
            id: string;
            /** @enum {string} */
            status: "pending_approval" | "confirmed" | "rejected";
            created_at: string;
            updated_at: string;
            regulation: string;
            user: components["schemas"]["ConsentEventUser"];
            consents: components["schemas"]["ConsentChoices"];
            proofs_id: string[];
            delegate: components["schemas"]["ConsentDelegate"] | null;
            metadata: unknown;
            validation: unknown;
            locale: string;
            superseded: boolean;
            decided_at: (string) | null;
            rejection_reason: string | null;
            warnings: components["schemas"]["ConsentWarning"][];
            messages_about: string;
        };
        ConsentWarning: {
            /** @enum {string} */
            reason: "template_missing" | "no_recipient" | "no_approver" | "self_approval" | "metadata_ignored";
            /** @enum {string} */
            email_type?: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            path?: unknown[];
        };
        ConsentDelegate: {
            id: string;
            name?: string | null;
            metadata?: unknown;
        };
        ConsentChoices: {
            purposes?: components["schemas"]["ConsentPurpose"][];
            vendors?: components["schemas"]["ConsentVendors"];
        };
        ConsentVendors: {
            enabled?: string[];
            disabled?: string[];
        };
        ConsentPurpose: {
            id: string;
            enabled?: boolean | null;
            metadata?: unknown;
            values?: unknown;
        };
        ConsentEventUser: {
            id: string;
            organization_user_id: string | null;
            country: string | null;
            metadata: unknown;
        };
        ConsentUserResource: {
            organization_id: string;
            id: string;
            organization_user_id: string | null;
            country: string | null;
            metadata: unknown;
            created_at: string;
            updated_at: string;
            regulation: string;
            consents: components["schemas"]["ConsentChoices"];
        };
        SearchUsersBody: {
            organization_user_id?: string;
        };
        ConsentLinkResource: {
            id: string;
            organization_id: string;
            url: string;
            expires_at: string;
        };
        CreateConsentLinkBody: {
            organization_user_id: string;
            /** @enum {string} */
            action: "event.create" | "event.update";
            event: components["schemas"]["ConsentEventInput"];
            redirect_url?: unknown;
            lifetime?: number;
        };
        ConsentEventInput: {
            id?: string | null;
            created_at?: unknown;
            regulation?: string | null;
            /** @enum {string|null} */
            status?: "confirmed" | "pending_approval" | null;
            user?: components["schemas"]["ConsentUserInput"] | null;
            consents?: unknown;
            proofs?: string[] | null;
            proofs_id?: string[] | null;
            delegate?: components["schemas"]["ConsentDelegate"] | null;
            metadata?: unknown;
            validation?: components["schemas"]["ConsentValidation"] | null;
            locale?: string | null;
        };
        ConsentValidation: {
            /** @enum {string} */
            method: "email" | "file" | "signature";
            approvers?: string[] | null;
            expires_in?: number | null;
            redirect_url?: unknown;
        };
        ConsentUserInput: {
            id?: string | null;
            organization_user_id?: string | null;
            /** Format: email */
            email?: string | null;
            country?: string | null;
            metadata?: unknown;
        };
        ConsentTokenResource: {
            organization_id: string;
            organization_user_id: string;
            user_id: string;
            id_token: string;
            token: string;
            expires_in: number;
        };
        CreateTokenBody: {
            lifetime?: number;
            organization_user_id: string;
            event?: components["schemas"]["TokenEvent"] | null;
            delegate?: components["schemas"]["ConsentDelegate"] | null;
            validation?: components["schemas"]["ConsentValidation"] | null;
            metadata?: unknown;
        };
        TokenEvent: {
            metadata?: unknown;
            user?: components["schemas"]["TokenEventUser"] | null;
        };
        TokenEventUser: {
            metadata?: unknown;
        };
        ConsentApprovers: {
            approvers: string[];
        };
        ApproversBody: {
            approvers: string[];
        };
        ConsentProofContentResource: {
            data: string;
            id: string;
            /** @enum {string} */
            type: "application/pdf" | "image/png" | "image/jpeg" | "image/gif" | "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "application/msword";
            bytes: number;
            created_at: string;
            organization_id: string;
        };
        ConsentProofResource: {
            organization_id: string;
            id: string;
            /** @enum {string} */
            type: "application/pdf" | "image/png" | "image/jpeg" | "image/gif" | "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "application/msword";
            bytes: number;
            created_at: string;
        };
        CreateProofBody: {
            data: string;
        };
        ConsentUserChanges: {
            organization_user_id?: string;
            /** Format: email */
            email?: string | null;
            country?: string | null;
            metadata?: unknown;
        };
        ConsentEventAnswer: {
            organization_id: string;
            id: string;
            /** @enum {string} */
            status: "pending_approval" | "confirmed" | "rejected";
            created_at: string;
            updated_at: string;
            regulation: string;
            user: components["schemas"]["ConsentEventUser"];
            consents: components["schemas"]["ConsentChoices"];
            proofs_id: string[];
            delegate: components["schemas"]["ConsentDelegate"] | null;
            metadata: unknown;
            validation: unknown;
            locale: string;
            superseded: boolean;
            decided_at: (string) | null;
            rejection_reason: string | null;
            warnings: components["schemas"]["ConsentWarning"][];
            messages_about: string;
        };
        ConsentEventChanges: {
            /** @enum {string} */
            status?: "pending_approval" | "confirmed" | "rejected";
            consents?: unknown;
            proofs?: string[];
            proofs_id?: string[];
            delegate?: components["schemas"]["ConsentDelegate"] | null;
        };
        UserRightResource: {
            id: string;
            name: string;
            label: {
                [key: string]: string;
            };
            title: {
                [key: string]: string;
            };
            description: {
                [key: string]: string;
            };
            regulation_id: string;
            expiration_time: number;
            policy_key: string;
        };
        NoteResource: {
            organization_id: string;
            id: string;
            request_id: string;
            value: string;
            author: string;
            created_at: string;
            updated_at: string;
        };
        CreateNoteBody: {
            request_id: string;
            value: string;
        };
        DsarLinkResource: {
            id: string;
            organization_id: string;
            request_id: string;
            url: string;
            redirect_url: string | null;
            created_at: string;
            expires_at: string;
        };
        CreateDsarLinkBody: {
            /** @enum {string} */
            action: "request.update";
            event: components["schemas"]["LinkEvent"];
            redirect_url?: unknown;
            lifetime?: number;
        };
        LinkEvent: {
            request_id: string;
            /** @enum {string} */
            status: "verified";
        };
        DsarAnswer: {
            warnings: components["schemas"]["DsarWarning"][];
            id: string;
            organization_user_id: string | null;
            /** @enum {string} */
            user_right_id: "cpra_access_my_data" | "cpra_delete_my_data" | "cpra_opt_out";
            /** @enum {string} */
            status: "unverified" | "verified" | "work_in_progress" | "fulfilled" | "refused" | "archived";
            reference: string | null;
            request_fields: components["schemas"]["DsarField"][];
            user: components["schemas"]["DsarUser"] | null;
            source: components["schemas"]["DsarSource"];
            metadata: {
                [key: string]: unknown;
            };
            extra_message_variables: {
                [key: string]: unknown;
            };
            locale: string;
            redirect_url: string | null;
            created_at: string;
            updated_at: string;
            deadline_at: string;
            verified_at: (string) | null;
            version: number;
            organization_id: string;
        };
        DsarSource: {
            /** @enum {string} */
            type: "DSAR";
            country?: string | null;
        };
        DsarUser: {
            id?: string | null;
            /** Format: email */
            email?: string | null;
            country?: string | null;
            metadata?: unknown;
        };
        DsarField: {
            field_id: string;
            value: unknown;
        };
        DsarWarning: {
            /** @enum {string} */
            reason: "no_recipient" | "no_messaging";
        };
        ChangeDsarBody: {
            expected_version?: number;
            /** @enum {string} */
            status?: "unverified" | "verified" | "work_in_progress" | "fulfilled" | "refused" | "archived";
            metadata?: unknown;
            extra_message_variables?: components["schemas"]["ExtraMessageVariables"] | null;
            reopen_reason?: string | null;
            notify?: boolean;
        };
        ExtraMessageVariables: {
            download_link?: unknown;
            reason?: string | null;
        };
        DsarResource: {
            organization_id: string;
            id: string;
            organization_user_id: string | null;
            /** @enum {string} */
            user_right_id: "cpra_access_my_data" | "cpra_delete_my_data" | "cpra_opt_out";
            /** @enum {string} */
            status: "unverified" | "verified" | "work_in_progress" | "fulfilled" | "refused" | "archived";
            reference: string | null;
            request_fields: components["schemas"]["DsarField"][];
            user: components["schemas"]["DsarUser"] | null;
            source: components["schemas"]["DsarSource"];
            metadata: {
                [key: string]: unknown;
            };
            extra_message_variables: {
                [key: string]: unknown;
            };
            locale: string;
            redirect_url: string | null;
            created_at: string;
            updated_at: string;
            deadline_at: string;
            verified_at: (string) | null;
            version: number;
        };
        CreateDsarBody: {
            locale?: string;
            organization_user_id: string;
            /** @enum {string} */
            user_right_id: "cpra_access_my_data" | "cpra_delete_my_data" | "cpra_opt_out";
            /** @enum {string} */
            status: "unverified" | "verified" | "work_in_progress" | "fulfilled" | "refused" | "archived";
            request_fields?: components["schemas"]["DsarField"][] | null;
            user?: components["schemas"]["DsarUser"] | null;
            source: components["schemas"]["DsarSource"];
            metadata?: unknown;
            received_at?: (string) | null;
            law?: string | null;
            redirect_url?: unknown;
            notify?: boolean;
        };
        VerificationReceipt: {
            id: string;
            receipt: string;
            issued_at: string;
        };
        ConsentReportResource: {
            id: string;
            identity: {
                [key: string]: unknown;
            };
            created_at: string;
            updated_at: string;
            data_use: string;
            data_use_description: string | null;
            opt_in: boolean;
            has_gpc_flag: boolean;
            conflicts_with_gpc: boolean;
        };
        ConsentResource: {
            consent: components["schemas"]["PreferenceResource"][] | null;
        };
        PreferenceResource: {
            data_use: string;
            data_use_description: string | null;
            opt_in: boolean;
            has_gpc_flag: boolean;
            conflicts_with_gpc: boolean;
        };
        ConsentChangesBody: {
            consent: components["schemas"]["ConsentPreference"][];
            code?: string | null;
            policy_key?: string | null;
            executable_options?: components["schemas"]["ExecutableOption"][] | null;
            browser_identity?: components["schemas"]["RequestIdentity"] | null;
        };
        RequestIdentity: {
            /** Format: email */
            email?: string | null;
            phone_number?: string | null;
            external_id?: string | null;
            ga_client_id?: string | null;
            ljt_readerID?: string | null;
            /** Format: uuid */
            fides_user_device_id?: string | null;
            custom?: unknown;
        };
        ExecutableOption: {
            data_use: string;
            executable: boolean;
        };
        ConsentPreference: {
            data_use: string;
            data_use_description?: string | null;
            opt_in: boolean;
            has_gpc_flag?: boolean;
            conflicts_with_gpc?: boolean;
        };
        VerifyBody: {
            code: string;
        };
        ConsentRequestResource: {
            consent_request_id: string;
        };
        ConsentRequestBody: {
            identity: components["schemas"]["ConsentRequestFindBody"];
            custom_privacy_request_fields?: {
                [key: string]: {
                    label: string;
                    /** @description A text, an integer or a list of these */
                    value: unknown;
                };
            } | null;
            property_id?: string | null;
            /** @enum {string|null} */
            source?: "Privacy Center" | "Request Manager" | "Consent Webhook" | "Fides.js" | "Dataset Test" | "Janus SDK" | null;
        };
        VerificationResource: {
            awaiting_code: boolean;
            /** @enum {string|null} */
            delivery: "on_its_way" | "delayed" | "undelivered" | null;
            permanent: boolean;
            /** @enum {string|null} */
            channel: "email" | "sms" | null;
            channels: components["schemas"]["ChannelVerification"][];
            assurance: components["schemas"]["RequestAssurance"] | null;
        };
        RequestAssurance: {
            required: number;
            reached: number;
            proved: ("email" | "phone_number" | "session" | "vouched" | "data_points" | "declaration" | "document")[];
            missing: components["schemas"]["AssuranceStep"][];
        };
        AssuranceStep: {
            any_of: ("email" | "phone_number" | "session" | "vouched" | "data_points" | "declaration" | "document")[];
        };
        ChannelVerification: {
            /** @enum {string} */
            channel: "email" | "sms";
            proved: boolean;
            /** @enum {string} */
            delivery: "on_its_way" | "delayed" | "undelivered";
            permanent: boolean;
        };
        PrivacyRequestResource: {
            policy: components["schemas"]["PolicyResource"];
            identity: {
                [key: string]: unknown;
            } | null;
            custom_privacy_request_fields: {
                [key: string]: unknown;
            } | null;
            reviewer: string | null;
            submitter: string | null;
            paused_at: string | null;
            action_required_details: string | null;
            resume_endpoint: string | null;
            custom_privacy_request_fields_approved_by: string | null;
            custom_privacy_request_fields_approved_at: string | null;
            deleted_at: string | null;
            deleted_by: string | null;
            finalized_at: string | null;
            finalized_by: string | null;
            duplicate_request_group_id: string | null;
            results?: {
                [key: string]: unknown;
            };
            id: string;
            /** @enum {string} */
            status: "identity_unverified" | "pending" | "approved" | "denied" | "in_processing" | "complete" | "canceled" | "error" | "duplicate";
            reference: string | null;
            created_at: string;
            requested_at: string;
            identity_verified_at: (string) | null;
            reviewed_at: (string) | null;
            reviewed_by: string | null;
            submitted_by: string | null;
            finished_processing_at: (string) | null;
            started_processing_at: (string) | null;
            updated_at: string;
            due_date: string;
            days_left: number;
            not_identified_at?: (string) | null;
            assurance?: components["schemas"]["RequestAssurance"];
            external_id: string | null;
            source: string | null;
            location: string | null;
            property_id: string | null;
            denial_reason?: string | null;
        };
        PolicyResource: {
            name: string;
            key: string;
            rules: components["schemas"]["PolicyRuleResource"][];
            drp_action: string | null;
            execution_timeframe: number;
            conditions: string | null;
        };
        PolicyRuleResource: {
            name: string;
            key: string;
            /** @enum {string} */
            action_type: "access" | "erasure" | "consent";
        };
        RequestSearchBody: {
            request_id?: (string | components["schemas"]["ClientScopeReadReply"]) | null;
            request_ids?: (string | components["schemas"]["ClientScopeReadReply"]) | null;
            id?: (string | components["schemas"]["ClientScopeReadReply"]) | null;
            /** @description The reference number of a request, as its person reads it out. */
            reference?: string | null;
            /** @description Prefix of an external id. */
            external_id?: string | null;
            /** @description A reference number, the prefix of a request id, or part of an e-mail address, phone number or id of the person. */
            fuzzy_search_str?: string | null;
            status?: (("identity_unverified" | "pending" | "approved" | "denied" | "in_processing" | "complete" | "canceled" | "error" | "duplicate" | "paused" | "requires_input" | "awaiting_email_send" | "requires_manual_finalization" | "pending_external" | "awaiting_pre_approval" | "pre_approval_not_eligible") | ("identity_unverified" | "pending" | "approved" | "denied" | "in_processing" | "complete" | "canceled" | "error" | "duplicate" | "paused" | "requires_input" | "awaiting_email_send" | "requires_manual_finalization" | "pending_external" | "awaiting_pre_approval" | "pre_approval_not_eligible")[]) | null;
            action_type?: (("access" | "erasure" | "consent" | "update") | ("access" | "erasure" | "consent" | "update")[]) | null;
            source?: (("Privacy Center" | "Request Manager" | "Consent Webhook" | "Fides.js" | "Dataset Test" | "Janus SDK") | ("Privacy Center" | "Request Manager" | "Consent Webhook" | "Fides.js" | "Dataset Test" | "Janus SDK")[]) | null;
            /** @description A country including its regions, such as `US`, or a region, such as `US-CA`. */
            location?: string | null;
            /** @description `true` for open requests past their due date, `false` for all others. */
            is_overdue?: boolean | null;
            /**
             * Format: date-time
             * @description Requests created after this time.
             */
            created_gt?: string | null;
            /**
             * Format: date-time
             * @description Requests created before this time.
             */
            created_lt?: string | null;
            /**
             * Format: date-time
             * @description Requests started after this time.
             */
            started_gt?: string | null;
            /**
             * Format: date-time
             * @description Requests started before this time.
             */
            started_lt?: string | null;
            /**
             * Format: date-time
             * @description Requests completed after this time.
             */
            completed_gt?: string | null;
            /**
             * Format: date-time
             * @description Requests completed before this time.
             */
            completed_lt?: string | null;
            /**
             * Format: date-time
             * @description Requests failed after this time.
             */
            errored_gt?: string | null;
            /**
             * Format: date-time
             * @description Requests failed before this time.
             */
            errored_lt?: string | null;
            /** @description Exact values by name; in a query as JSON or as `name[key]=value`. All must match. */
            identities?: {
                [key: string]: string;
            } | null;
            /** @description Exact values by name; in a query as JSON or as `name[key]=value`. All must match. */
            custom_privacy_request_fields?: {
                [key: string]: string;
            } | null;
            /** @description `true` includes requests from the source Consent Webhook. */
            include_consent_webhook_requests?: boolean | null;
            /** @description Ignored: there is no soft delete. */
            include_deleted_requests?: boolean | null;
            /**
             * @description One of created_at, requested_at, identity_verified_at, reviewed_at, finished_processing_at, started_processing_at, updated_at, due_date, status, id, external_id, location, property_id, reviewed_by, source, submitted_by.
             * @enum {string|null}
             */
            sort_field?: "created_at" | "requested_at" | "identity_verified_at" | "reviewed_at" | "finished_processing_at" | "started_processing_at" | "updated_at" | "due_date" | "status" | "id" | "external_id" | "location" | "property_id" | "reviewed_by" | "source" | "submitted_by" | null;
            /**
             * @description `asc` or `desc`. Default: `desc`.
             * @enum {string|null}
             */
            sort_direction?: "asc" | "desc" | null;
            /** @description `true` includes the last 1,000 entries of each request's history. */
            verbose?: boolean | null;
            /** @description `true` includes the persons' identities. */
            include_identities?: boolean | null;
            /** @description `true` includes custom form fields. */
            include_custom_privacy_request_fields?: boolean | null;
            /** @description `true` returns all matches as CSV. */
            download_csv?: boolean | null;
        };
        DecisionPreview: {
            message: components["schemas"]["DecisionMessage"] | null;
        };
        DecisionMessage: {
            rendered: components["schemas"]["RenderedMessage"][];
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            locale: string;
            channels: ("email" | "sms")[];
        };
        RenderedMessage: {
            subject: string | null;
            html: string | null;
            text: string;
            locale: string;
            from_name: string | null;
            reply_to: string[];
            missing: string[];
            segments: number | null;
        };
        PreviewDecisionBody: {
            reason?: string | null;
            /** @enum {string} */
            decision: "approve" | "deny" | "cancel";
        };
        RequestResultsResource: {
            succeeded: components["schemas"]["PrivacyRequestResource"][];
            failed: components["schemas"]["FailedRequest"][];
        };
        FailedRequest: {
            message: string;
            data: {
                [key: string]: unknown;
            };
        };
        ReviewBody: {
            request_ids?: string[];
            filters?: {
                [key: string]: unknown;
            } | null;
            exclude_ids?: string[] | null;
        };
        DenyBody: {
            reason?: string | null;
            request_ids?: string[];
            filters?: {
                [key: string]: unknown;
            } | null;
            exclude_ids?: string[] | null;
        };
        CompleteRequestBody: {
            download_links?: unknown[] | null;
            link_days?: number;
        };
        RequestLog: {
            entries: components["schemas"]["RequestLogEntry"][];
            total: number;
        };
        RequestLogEntry: {
            happened_at: string;
            what: string;
            by: string;
            detail: string | null;
        };
        RequestAlert: {
            email_addresses: string[];
            notify_after_failures: number;
        };
        ExecutionLogResource: {
            connection_key: string | null;
            dataset_name: string;
            collection_name: string | null;
            fields_affected: {
                [key: string]: unknown;
            }[];
            message: string | null;
            action_type: string;
            status: string;
            updated_at: string;
        };
        RequestDeadlines: {
            id: string;
            law: string | null;
            is_assumed: boolean;
            /** @enum {string} */
            right: "access" | "erasure" | "consent";
            table_version: string;
            time_zone: string;
            received_at: string;
            clock_start: string;
            pauses: components["schemas"]["ClockPause"][];
            ack_due: (string) | null;
            acknowledgement?: components["schemas"]["Acknowledgement"] | null;
            clarification?: components["schemas"]["Clarification"] | null;
            paused_at?: (string) | null;
            due: string;
            extension_notice_due: (string) | null;
            extended_due: (string) | null;
            extension: components["schemas"]["DeadlineExtension"] | null;
            appealed_at: (string) | null;
            appeal_due: (string) | null;
            due_date: string;
            days_left: number;
        };
        DeadlineExtension: {
            /** @enum {string} */
            state: "pending" | "sent" | "failed";
            requested_at: string;
            requested_by: string;
            message_id: string | null;
            notified_at: (string) | null;
        };
        Clarification: {
            /** @enum {string} */
            state: "pending" | "asked" | "failed" | "answered";
            requested_at: string;
            requested_by: string;
            message_id: string | null;
            asked_at: (string) | null;
            answered_at: (string) | null;
            stops_clock: boolean;
        };
        Acknowledgement: {
            /** @enum {string} */
            state: "pending" | "sent" | "failed";
            requested_at: string;
            requested_by: string;
            message_id: string | null;
            notified_at: (string) | null;
        };
        ClockPause: {
            /** @enum {string} */
            reason: "identification" | "clarification";
            from: string;
            until: string;
        };
        AnswerBody: {
            answered_at?: (string) | null;
        };
        ClarificationBody: {
            question: string;
            told_otherwise?: boolean;
        };
        AcknowledgeBody: {
            told_otherwise?: boolean;
        };
        AppealBody: {
            received_at?: (string) | null;
        };
        ExtendBody: {
            reason: string;
            told_otherwise?: boolean;
        };
        AssuranceDetails: {
            id: string;
            initial: number;
            /** @enum {string} */
            basis: "switch" | "organization" | "default" | "forbidden" | "vouched";
            proofs: components["schemas"]["AssuranceProof"][];
            raised: components["schemas"]["RaisedAssurance"] | null;
            declaration: components["schemas"]["SignedDeclaration"] | null;
            required: number;
            reached: number;
            proved: ("email" | "phone_number" | "session" | "vouched" | "data_points" | "declaration" | "document")[];
            missing: components["schemas"]["AssuranceStep"][];
        };
        SignedDeclaration: {
            name: string;
            text: string;
            signed_at: string;
        };
        RaisedAssurance: {
            /** @enum {string} */
            reason: "sensitive_data" | "harm" | "likely_attack" | "address_mismatch" | "other";
            note: string | null;
            raised_at: string;
            raised_by: string;
        };
        AssuranceProof: {
            /** @enum {string} */
            kind: "email" | "phone_number" | "session" | "vouched" | "data_points" | "declaration" | "document";
            proved_at: string;
            by: string;
            /** @enum {string} */
            method?: "code" | "link" | "session";
            points?: number;
            /** @enum {string} */
            document?: "identity_card" | "passport" | "driving_licence" | "residence_permit" | "electronic_id" | "power_of_attorney" | "other";
            digest?: string;
        };
        DocumentBody: {
            /** @enum {string} */
            document: "identity_card" | "passport" | "driving_licence" | "residence_permit" | "electronic_id" | "power_of_attorney" | "other";
            copy_deleted: boolean;
        };
        DataPointsBody: {
            matched: number;
        };
        RaiseBody: {
            level: number;
            /** @enum {string} */
            reason: "sensitive_data" | "harm" | "likely_attack" | "address_mismatch" | "other";
            note?: string;
        };
        AddressCorrected: {
            detail: string;
            retry_after_seconds: number;
        };
        AddressBody: {
            /** Format: email */
            email?: string | null;
            phone_number?: string | null;
        };
        CodeResent: {
            detail: string;
            retry_after_seconds: number;
        };
        ResendBody: {
            /** @enum {string|null} */
            channel?: "email" | "sms" | null;
        };
        IdTokenBody: {
            id_token: string;
        };
        NewRequestBody: {
            identity: components["schemas"]["ConsentRequestFindBody"];
            custom_privacy_request_fields?: {
                [key: string]: {
                    label: string;
                    /** @description A text, an integer or a list of these */
                    value: unknown;
                };
            };
            policy_key: string;
            requested_at?: (string) | null;
            external_id?: string | null;
            /** @enum {string|null} */
            source?: "Privacy Center" | "Request Manager" | "Consent Webhook" | "Fides.js" | "Dataset Test" | "Janus SDK" | null;
            location?: string | null;
            property_id?: string | null;
            received_at?: (string) | null;
            law?: string | null;
            /** @description 16 bytes; what the engine is to seal its results with */
            encryption_key?: string | null;
            consent_request_id?: string | null;
            consent_preferences?: {
                [key: string]: unknown;
            }[] | null;
            started_processing_at?: (string) | null;
            finished_processing_at?: (string) | null;
        };
        TestWordingSent: {
            id: string;
        };
        TestWordingBody: {
            to: components["schemas"]["ContactAddress"];
        };
        WordingResource: {
            subject: string;
            html: string;
            text: string | null;
            sms: string;
            from_name: string | null;
            reply_to: string[];
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            locale: string;
            version: number;
            customised: boolean;
            own_parts: ("subject" | "html" | "text" | "sms" | "from_name" | "reply_to")[];
            created_at: (string) | null;
            updated_at: (string) | null;
        };
        WordingVersion: {
            version: number;
            saved_at: string;
            saved_by: string | null;
            removed: boolean;
            parts: ("subject" | "html" | "text" | "sms" | "from_name" | "reply_to")[];
        };
        PreviewWordingBody: {
            /** @enum {string} */
            channel?: "email" | "sms";
            changes?: components["schemas"]["WordingChanges"];
            variables?: {
                [key: string]: unknown;
            };
            brand?: components["schemas"]["BrandDetails"];
        };
        BrandDetails: {
            name: string | null;
            email_sender_name: string | null;
            sms_sender_name: string | null;
            reply_to: string[] | null;
            contact: components["schemas"]["BrandContact"] | null;
            postal_address: string | null;
            privacy_notice_url: unknown;
            data_protection_officer: components["schemas"]["DataProtectionOfficer"] | null;
            supervisory_authority: components["schemas"]["SupervisoryAuthority"] | null;
            color: unknown;
            time_zone: unknown;
        };
        SupervisoryAuthority: {
            name: string;
            url: unknown;
        };
        DataProtectionOfficer: {
            name: string | null;
            /** Format: email */
            email: string | null;
        };
        BrandContact: {
            /** Format: email */
            email: string | null;
            phone: string | null;
            url: unknown;
        };
        WordingChanges: {
            subject?: string | null;
            html?: string | null;
            text?: string | null;
            sms?: string | null;
            from_name?: string | null;
            reply_to?: string[] | null;
        };
        SaveWordingBody: {
            if_version?: number;
            subject?: string | null;
            html?: string | null;
            text?: string | null;
            sms?: string | null;
            from_name?: string | null;
            reply_to?: string[] | null;
        };
        WordingKinds: {
            items: components["schemas"]["WordingKind"][];
        };
        WordingKind: {
            /** @enum {string} */
            kind: "subject_identity_verification" | "privacy_request_verification_reminder" | "privacy_request_not_identified" | "privacy_request_incomplete" | "privacy_request_declaration" | "privacy_request_receipt" | "privacy_request_extension" | "privacy_request_clarification" | "privacy_request_review_approve" | "privacy_request_review_deny" | "privacy_request_complete_access" | "privacy_request_complete_deletion" | "privacy_request_complete_consent" | "manual_task_digest" | "external_user_welcome" | "correspondence" | "operator_invitation" | "operator_sign_in" | "test_message" | "privacy_request_error_notification" | "privacy_request_deadline_alert" | "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-verify" | "request-status-wip" | "request-status-refused" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-status-fulfilled-opt-out";
            /** @enum {string} */
            module: "privacy-requests" | "operations" | "consents" | "preference-center";
            label: string;
            channels: ("email" | "sms")[];
            must_be_created: boolean;
            metadata: boolean;
            parameters: components["schemas"]["ParameterResource"][];
            own: components["schemas"]["OwnLanguage"][];
        };
        OwnLanguage: {
            locale: string;
            version: number;
            updated_at: string;
        };
        ParameterResource: {
            name: string;
            /** @enum {string} */
            type: "text" | "number" | "code" | "link" | "date" | "flag";
            required: boolean;
            mandatory: boolean;
            secret: boolean;
            sample: string;
            description: string;
        };
        FullEmailResource: {
            effective: components["schemas"]["EmailProperties"];
            id: string;
            organization_id: string;
            /** @enum {string} */
            type_id: "didomi";
            /** @enum {string} */
            email_type: "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-verify" | "request-status-fulfilled-opt-out" | "request-status-refused" | "request-status-wip";
            locale: string;
            version: number;
            properties: components["schemas"]["EmailProperties"];
            created_at: (string) | null;
            updated_at: (string) | null;
        };
        EmailProperties: {
            html: string | null;
            subject: string | null;
            text: string | null;
            sms: string | null;
            reply_to: string[] | null;
            from_name: string | null;
        };
        PropertiesSchemas: {
            didomi: {
                [key: string]: unknown;
            };
        };
        EmailTypeResource: {
            /** @enum {string} */
            email_type: "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-verify" | "request-status-fulfilled-opt-out" | "request-status-refused" | "request-status-wip";
            module: string;
            label: string;
            description: string;
            ready_by_default: boolean;
            created: boolean;
            locales: string[];
            channels: ("email" | "sms")[];
            metadata: boolean;
            parameters: components["schemas"]["ParameterResource"][];
        };
        TestEmailSent: {
            id: string;
        };
        TestEmailBody: {
            to: components["schemas"]["ContactAddress"];
            locale?: string;
            variables?: {
                [key: string]: unknown;
            };
        };
        PreviewResource: {
            /** @enum {string} */
            email_type: "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-verify" | "request-status-fulfilled-opt-out" | "request-status-refused" | "request-status-wip";
            locale: string;
            /** @enum {string} */
            channel: "email" | "sms";
            subject: string | null;
            html: string | null;
            text: string;
            from_name: string | null;
            reply_to: string[];
            missing: string[];
            segments: number | null;
        };
        PreviewEmailBody: {
            properties?: components["schemas"]["WordingChanges"];
            variables?: {
                [key: string]: unknown;
            };
            samples?: boolean;
            /** @enum {string} */
            channel?: "email" | "sms";
        };
        PreviewUnsavedEmailBody: {
            type_id?: string;
            email_type: string;
            locale?: string;
            properties?: components["schemas"]["WordingChanges"];
            variables?: {
                [key: string]: unknown;
            };
            samples?: boolean;
            /** @enum {string} */
            channel?: "email" | "sms";
        };
        ChangeEmailBody: {
            type_id?: string;
            email_type?: string;
            locale?: string;
            properties: components["schemas"]["WordingChanges"];
        };
        EmailResource: {
            id: string;
            organization_id: string;
            /** @enum {string} */
            type_id: "didomi";
            /** @enum {string} */
            email_type: "confirm-consent-changed" | "consents-user-created" | "validation-approval-file" | "validation-approval-signature" | "validation-double-optin" | "privacy-center-auth" | "privacy-center-auth-otp-code" | "request-status-fulfilled-access-my-data" | "request-status-fulfilled-delete-my-data" | "request-verify" | "request-status-fulfilled-opt-out" | "request-status-refused" | "request-status-wip";
            locale: string;
            version: number;
            properties: components["schemas"]["EmailProperties"];
            created_at: (string) | null;
            updated_at: (string) | null;
        };
        CreateEmailBody: {
            type_id: string;
            email_type: string;
            locale?: string;
            properties?: components["schemas"]["WordingChanges"];
        };
        PlainTextResource: {
            type: string;
            text: string | null;
        };
        PlainTextBody: {
            text?: string | null;
        };
        SmsResource: {
            type: string;
            sms: string;
        };
        SmsTextBody: {
            sms?: string | null;
        };
        WholeTemplateResource: {
            is_enabled: boolean;
            properties: {
                [key: string]: unknown;
            }[];
            type: string;
            label: string;
            content: components["schemas"]["TemplateContent"];
            id: string;
        };
        TemplateContent: {
            subject: string;
            body: string;
        };
        ShippedTemplate: {
            is_enabled: boolean;
            type: string;
            label: string;
            content: components["schemas"]["TemplateContent"];
        };
        TemplateResults: {
            succeeded: components["schemas"]["TemplateResource"][];
            failed: components["schemas"]["FailedTemplate"][];
        };
        FailedTemplate: {
            message: string;
            data: unknown;
        };
        TemplateResource: {
            id: string;
            type: string;
            label: string;
            content: components["schemas"]["TemplateContent"];
        };
        TemplateBody: {
            type: string;
            content: {
                [key: string]: unknown;
            };
        };
        ProviderCheckResource: {
            key: string;
            succeeded: boolean;
            reason: string | null;
            code: string | null;
        };
        ActiveTestMessageSent: {
            warnings: string[];
            details: string;
        };
        TestIdentity: {
            phone_number?: string | null;
            /** Format: email */
            email?: string | null;
        };
        TestMessageBody: {
            to_identity: components["schemas"]["TestIdentity"];
        };
        TestMessageSent: {
            details: string;
        };
        ProviderTypesResource: {
            providers: components["schemas"]["ProviderTypeResource"][];
        };
        ProviderTypeResource: {
            service_type: string;
            label: string;
            channels: ("email" | "sms")[];
            development: boolean;
            details: components["schemas"]["FormFieldResource"][];
            secrets: components["schemas"]["FormFieldResource"][];
        };
        FormFieldResource: {
            name: string;
            label: string;
            help: string | null;
            secret: boolean;
            required: boolean;
            /** @enum {string} */
            kind: "text" | "boolean";
            choices: string[];
        };
        ProviderSetup: {
            config: components["schemas"]["ProviderConfig"];
            checked: boolean;
        };
        ProviderConfig: {
            service_type: string;
            details: {
                [key: string]: unknown;
            } | null;
            name: string;
            key: string;
            last_test_timestamp: string | null;
            last_test_succeeded: boolean | null;
            secrets_set?: string[];
        };
        SetUpProviderBody: {
            service_type: string;
            key?: string;
            name?: string;
            details?: {
                [key: string]: unknown;
            } | null;
            secrets?: {
                [key: string]: unknown;
            } | null;
            check?: boolean;
        };
        ProviderHealthList: {
            items: components["schemas"]["ProviderHealth"][];
            sms: components["schemas"]["SmsUsage"];
            vendor_addresses?: components["schemas"]["VendorAddress"][];
        };
        VendorAddress: {
            service_type: string;
            url: string;
        };
        SmsUsage: {
            /** @enum {string} */
            state: "ok" | "near" | "reached";
            sent: number;
            daily_limit: number;
        };
        ProviderHealth: {
            key: string;
            /** @enum {string} */
            reason: "unavailable" | "throttled" | "misconfigured" | "unknown";
            since: string;
            next_try_at: string;
            waiting: number;
        };
        ProviderFallbacks: {
            email: string[];
            sms: string[];
        };
        SecretsSaved: {
            msg: string;
            test_status: string | null;
            failure_reason: string | null;
        };
        ChangeProviderBody: {
            service_type?: string;
            name?: string;
            key?: string | null;
            details?: {
                [key: string]: unknown;
            } | null;
            secrets?: {
                [key: string]: unknown;
            } | null;
        };
        CreateProviderBody: {
            name?: string | null;
            key?: string | null;
            secrets?: {
                [key: string]: unknown;
            } | null;
            service_type: string;
            details?: {
                [key: string]: unknown;
            } | null;
        };
        MessagingStatus: {
            /** @enum {string} */
            config_status: "configured" | "not configured";
            detail: string;
        };
        PutDefaultProviderBody: {
            service_type: string;
            details?: {
                [key: string]: unknown;
            } | null;
        };
        VersionedAssuranceSettings: {
            version: string;
            effective_rules: components["schemas"]["EffectiveAssuranceRule"][];
            is_enabled: boolean;
            rules: components["schemas"]["AssuranceRule"][];
            min_data_points: number;
            session?: components["schemas"]["SessionIssuer"] | null;
        };
        SessionIssuer: {
            issuer: string;
            audience: string;
            keys: {
                [key: string]: unknown;
            }[];
            max_age_seconds: number;
        };
        AssuranceRule: {
            /** @enum {string} */
            action: "access" | "erasure" | "consent";
            law?: string | null;
            level: number;
        };
        EffectiveAssuranceRule: {
            /** @enum {string} */
            source: "default" | "organization" | "forbidden";
            /** @enum {string} */
            action: "access" | "erasure" | "consent";
            law?: string | null;
            level: number;
        };
        AssuranceSettings: {
            is_enabled: boolean;
            rules: components["schemas"]["AssuranceRule"][];
            min_data_points: number;
            session?: components["schemas"]["SessionIssuer"] | null;
        };
        VersionedDeadlineSettings: {
            version: string;
            time_zone: string;
            assumed_laws: string[];
            property_laws: components["schemas"]["PropertyLaw"][];
        };
        PropertyLaw: {
            property_id: string;
            law: string;
        };
        DeadlineSettings: {
            time_zone: string;
            assumed_laws: string[];
            property_laws: components["schemas"]["PropertyLaw"][];
        };
        LawTable: {
            version: string;
            laws: components["schemas"]["Law"][];
        };
        Law: {
            id: string;
            /** @enum {string} */
            source: "default" | "organization";
            name: string;
            locations: string[];
            terms: components["schemas"]["LawTerm"][];
            holidays: unknown[];
        };
        LawTerm: {
            rights: ("access" | "erasure" | "consent")[];
            answer: components["schemas"]["Period"];
            extended?: unknown;
            extension_notice?: unknown;
            acknowledgement?: unknown;
            appeal?: unknown;
            /** @enum {string} */
            roll: "none" | "next_working_day";
            /** @enum {string} */
            start: "receipt" | "identification";
            pauses: boolean;
            forbids_verification?: boolean;
        };
        Period: {
            count: number;
            /** @enum {string} */
            unit: "month" | "calendar_day" | "business_day";
        };
        LawDetails: {
            name: string;
            locations: string[];
            terms: components["schemas"]["LawTerm"][];
            holidays: unknown[];
        };
        BrandList: {
            brands: components["schemas"]["Brand"][];
        };
        Brand: {
            property_id: string | null;
            logo: components["schemas"]["BrandLogo"] | null;
            updated_at: (string) | null;
            name: string | null;
            email_sender_name: string | null;
            sms_sender_name: string | null;
            reply_to: string[] | null;
            contact: components["schemas"]["BrandContact"] | null;
            postal_address: string | null;
            privacy_notice_url: unknown;
            data_protection_officer: components["schemas"]["DataProtectionOfficer"] | null;
            supervisory_authority: components["schemas"]["SupervisoryAuthority"] | null;
            color: unknown;
            time_zone: unknown;
        };
        BrandLogo: {
            id: string;
            /** @enum {string} */
            type: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
            bytes: number;
            width: number;
            height: number;
        };
        SaveBrandLogoBody: {
            content: string;
        };
        SaveBrandBody: {
            name: string | null;
            email_sender_name: string | null;
            sms_sender_name: string | null;
            reply_to: string[] | null;
            contact: components["schemas"]["BrandContact"] | null;
            postal_address: string | null;
            privacy_notice_url: unknown;
            data_protection_officer: components["schemas"]["DataProtectionOfficer"] | null;
            supervisory_authority: components["schemas"]["SupervisoryAuthority"] | null;
            color: unknown;
            time_zone: unknown;
        };
        Organization: {
            id: string;
            name: string;
            created_at: string;
        };
        RenameOrganizationBody: {
            name: string;
        };
        CreatedOrganization: {
            client: components["schemas"]["ClientSecret"];
            id: string;
            name: string;
            created_at: string;
        };
        ClientSecret: {
            client_id: string;
            client_secret: string;
        };
        CreateOrganizationBody: {
            id: string;
            name: string;
        };
        InviteStatus: {
            enabled: boolean;
        };
        VerificationFlags: {
            identity_verification_required: boolean;
            disable_consent_identity_verification: boolean;
            valid_email_config_exists: boolean;
        };
        EffectiveSettings: {
            settings: components["schemas"]["EffectiveSetting"][];
        };
        EffectiveSetting: {
            name: string;
            value: unknown;
            /** @enum {string} */
            source: "api" | "environment" | "default";
        };
        ApplicationSettings: {
            notifications?: components["schemas"]["NotificationSettings"] | null;
            execution?: components["schemas"]["ExecutionSettings"] | null;
            security?: components["schemas"]["SecuritySettings"] | null;
            admin_ui?: components["schemas"]["AdminUiSettings"] | null;
            privacy_center?: components["schemas"]["PrivacyCenterSettings"] | null;
            links?: components["schemas"]["LinkSettings"] | null;
            sms?: components["schemas"]["SmsSettings"] | null;
            delivery?: components["schemas"]["DeliverySettings"] | null;
            verification?: components["schemas"]["VerificationSettings"] | null;
            storage?: components["schemas"]["StorageSettings"] | null;
            consent?: components["schemas"]["ConsentSettings"] | null;
            privacy_request_duplicate_detection?: components["schemas"]["DuplicateDetectionSettings"] | null;
            default_policies?: {
                [key: string]: unknown;
            } | null;
        };
        DuplicateDetectionSettings: {
            enabled?: boolean | null;
            time_window_days?: number | null;
            match_identity_fields?: string[] | null;
        };
        ConsentSettings: {
            override_vendor_purposes?: boolean | null;
        };
        StorageSettings: {
            /** @enum {string|null} */
            active_default_storage_type?: "s3" | "gcs" | "local" | null;
        };
        VerificationSettings: {
            reminder_hours?: number | null;
            second_reminder_hours?: number | null;
            close_hours?: number | null;
            send_not_identified_notification?: boolean | null;
        };
        DeliverySettings: {
            /** @enum {string|null} */
            unknown_notices?: "keep" | "resend" | null;
        };
        SmsSettings: {
            allowed_countries?: string[] | null;
            daily_limit?: number | null;
            code_origin?: string | null;
        };
        LinkSettings: {
            allowed_origins?: string[] | null;
        };
        PrivacyCenterSettings: {
            url?: unknown;
        };
        AdminUiSettings: {
            enabled?: boolean | null;
            url?: unknown;
            error_notification_mode?: string | null;
            consent_module_enabled?: boolean | null;
        };
        SecuritySettings: {
            cors_origins?: string[] | null;
        };
        ExecutionSettings: {
            subject_identity_verification_required?: boolean | null;
            disable_consent_identity_verification?: boolean | null;
            require_manual_request_approval?: boolean | null;
            memory_watchdog_enabled?: boolean | null;
            /** @enum {string|null} */
            sql_dry_run?: "none" | "access" | "erasure" | null;
        };
        NotificationSettings: {
            notification_service_type?: string | null;
            send_request_receipt_notification?: boolean | null;
            send_request_review_notification?: boolean | null;
            send_request_completion_notification?: boolean | null;
            enable_property_specific_messaging?: boolean | null;
            privacy_assessments_channel?: string | null;
        };
        SessionResource: {
            access_token: string;
            expires_in: number;
            organization_id: string;
        };
        SessionBody: {
            /** @enum {string} */
            type: "api-key";
            key: string;
            secret: string;
        };
        ClientRecord: {
            client_id: string;
            name: string | null;
            description: string | null;
            scopes: string[];
            disabled: boolean;
        };
        ChangeClientBody: {
            name?: string | null;
            description?: string | null;
            scopes?: string[] | null;
            disabled?: boolean;
        };
        CreateClientBody: {
            name?: string | null;
            description?: string | null;
            scopes?: string[];
        };
        AccessToken: {
            access_token: string;
            /** @enum {string} */
            token_type: "Bearer";
            expires_in: number;
            expires_at: string;
        };
        TokenForm: {
            /** @enum {string} */
            grant_type?: "client_credentials";
            client_id: string;
            client_secret: string;
        };
        FidesError: {
            detail: unknown;
        };
        FidesLimitError: {
            error: string;
        };
        ProblemDetails: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            reason?: string;
            errors?: {
                [key: string]: unknown;
            }[];
        };
        DidomiError: {
            code: number;
            name: string;
            message: string;
            reason: string;
            errors: {
                path?: string;
                rule?: string;
                message?: string;
            }[];
        };
        ClientListReply: {
            items: components["schemas"]["ClientRecord"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        ClientScopeReadReply: string[];
        OrganizationsListReply: {
            items: components["schemas"]["Organization"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        ProviderListReply: {
            items: components["schemas"]["ProviderConfig"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        TemplateListReply: components["schemas"]["TemplateResource"][];
        TemplatePutBody: components["schemas"]["TemplateBody"][];
        EmailsListReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["EmailResource"][];
        };
        EmailTypesTypesReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["EmailTypeResource"][];
        };
        EmailVersionsListReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["WordingVersion"][];
        };
        WordingVersionsListReply: {
            items: components["schemas"]["WordingVersion"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        RequestSearchListReply: {
            items: components["schemas"]["PrivacyRequestResource"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        PrivacyRequestCreateBody: components["schemas"]["NewRequestBody"][];
        RequestLogReadReply: {
            items: components["schemas"]["ExecutionLogResource"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        ConsentRequestListReply: {
            items: components["schemas"]["ConsentReportResource"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        /** @description At least one value has to be there */
        ConsentRequestFindBody: {
            /** Format: email */
            email?: string;
            /** @description E.164, such as +15558675309 */
            phone_number?: string;
            external_id?: string;
            ga_client_id?: string;
            ljt_readerID?: string;
            /** Format: uuid */
            fides_user_device_id?: string;
        } & {
            [key: string]: string | {
                label: string;
                /** @description A text, an integer or a list of these */
                value: unknown;
            };
        };
        DsarRequestsListReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["DsarResource"][];
        };
        DsarNotesListReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["NoteResource"][];
        };
        UserRightsListReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["UserRightResource"][];
        };
        ConsentEventsListReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["ConsentEventResource"][];
        };
        ConsentUsersListReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["ConsentUserResource"][];
        };
        ConsentSearchUsersReply: {
            items: components["schemas"]["ConsentUserResource"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        ConsentSearchPendingReply: {
            items: components["schemas"]["ConsentEventResource"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        AuthProvidersListReply: {
            total: number;
            limit: number;
            skip: number;
            data: components["schemas"]["AuthProviderResource"][];
        };
        MessagesListReply: {
            items: components["schemas"]["MessageRecord"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        SuppressionsListReply: {
            items: components["schemas"]["Suppression"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        PersonsLooksReply: {
            items: components["schemas"]["PersonLook"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        HoldsListReply: {
            items: components["schemas"]["PersonHold"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        WebhookEndpointsListReply: {
            items: components["schemas"]["WebhookEndpoint"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        WebhookDeliveriesListReply: {
            items: components["schemas"]["WebhookDelivery"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        AuditListReply: {
            items: components["schemas"]["AuditEntry"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
        UserListReply: {
            items: components["schemas"]["UserResource"][];
            total: number;
            page: number;
            size: number;
            pages: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    OpenApiController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    OauthController_issue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
                "multipart/form-data": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
        };
    };
    ClientController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientListReply"];
                };
            };
        };
    };
    ClientController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateClientBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientSecret"];
                };
            };
        };
    };
    ClientController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientRecord"];
                };
            };
        };
    };
    ClientController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeClientBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientRecord"];
                };
            };
        };
    };
    ClientController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    ClientController_rotateSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientSecret"];
                };
            };
        };
    };
    ClientScopeController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientScopeReadReply"];
                };
            };
        };
    };
    ClientScopeController_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientScopeReadReply"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    ClientScopeController_listScopes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientScopeReadReply"];
                };
            };
        };
    };
    ClientScopeController_listRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: components["schemas"]["ClientScopeReadReply"];
                    };
                };
            };
        };
    };
    SessionController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionResource"];
                };
            };
        };
    };
    ConfigController_read: {
        parameters: {
            query?: {
                /** @description `true` for settings made through this API. */
                api_set?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationSettings"];
                };
            };
        };
    };
    ConfigController_replace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationSettings"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationSettings"];
                };
            };
        };
    };
    ConfigController_clear: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationSettings"];
                };
            };
        };
    };
    ConfigController_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationSettings"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationSettings"];
                };
            };
        };
    };
    EffectiveSettingsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectiveSettings"];
                };
            };
        };
    };
    PublicSettingsController_readVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationFlags"];
                };
            };
        };
    };
    PublicSettingsController_readInvites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteStatus"];
                };
            };
        };
    };
    OrganizationsController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationsListReply"];
                };
            };
        };
    };
    OrganizationsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrganizationBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedOrganization"];
                };
            };
        };
    };
    OrganizationsController_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameOrganizationBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
        };
    };
    BrandController_read: {
        parameters: {
            query?: {
                /** @description The property whose brand it is, such as `FDS-1A2B3C`. Default: the organization itself. */
                property_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
        };
    };
    BrandController_save: {
        parameters: {
            query?: {
                /** @description The property whose brand it is, such as `FDS-1A2B3C`. Default: the organization itself. */
                property_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveBrandBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
        };
    };
    BrandController_delete: {
        parameters: {
            query?: {
                /** @description The property whose brand it is, such as `FDS-1A2B3C`. Default: the organization itself. */
                property_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BrandController_saveLogo: {
        parameters: {
            query?: {
                /** @description The property whose brand it is, such as `FDS-1A2B3C`. Default: the organization itself. */
                property_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveBrandLogoBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
        };
    };
    BrandController_deleteLogo: {
        parameters: {
            query?: {
                /** @description The property whose brand it is, such as `FDS-1A2B3C`. Default: the organization itself. */
                property_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BrandListController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandList"];
                };
            };
        };
    };
    LawsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LawTable"];
                };
            };
        };
    };
    LawsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Law"];
                };
            };
        };
    };
    LawsController_save: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LawDetails"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Law"];
                };
            };
        };
    };
    LawsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LawTable"];
                };
            };
        };
    };
    DeadlineSettingsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionedDeadlineSettings"];
                };
            };
        };
    };
    DeadlineSettingsController_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeadlineSettings"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionedDeadlineSettings"];
                };
            };
        };
    };
    AssuranceController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionedAssuranceSettings"];
                };
            };
        };
    };
    AssuranceController_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssuranceSettings"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionedAssuranceSettings"];
                };
            };
        };
    };
    MessagingController_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutDefaultProviderBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderConfig"];
                };
            };
        };
    };
    MessagingController_readActive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderConfig"];
                };
            };
        };
    };
    MessagingController_readStatus: {
        parameters: {
            query?: {
                /** @description Considers only providers for `email` or `sms`. */
                messaging_method?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingStatus"];
                };
            };
        };
    };
    MessagingController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service_type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderConfig"];
                };
            };
        };
    };
    MessagingController_saveSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service_type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretsSaved"];
                };
            };
        };
    };
    ProviderController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderListReply"];
                };
            };
        };
    };
    ProviderController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProviderBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderConfig"];
                };
            };
        };
    };
    ProviderController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderConfig"];
                };
            };
        };
    };
    ProviderController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ProviderController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeProviderBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderConfig"];
                };
            };
        };
    };
    ProviderController_saveSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretsSaved"];
                };
            };
        };
    };
    ProviderFallbacksController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderFallbacks"];
                };
            };
        };
    };
    ProviderFallbacksController_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderFallbacks"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderFallbacks"];
                };
            };
        };
    };
    ProviderHealthController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderHealthList"];
                };
            };
        };
    };
    ProviderSetupController_setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUpProviderBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderSetup"];
                };
            };
        };
    };
    ProviderTypesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderTypesResource"];
                };
            };
        };
    };
    TestMessageController_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service_type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestMessageBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestMessageSent"];
                };
            };
        };
    };
    TestMessageController_testConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestMessageBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderCheckResource"];
                };
            };
        };
    };
    TestMessageController_testActive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestIdentity"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveTestMessageSent"];
                };
            };
        };
    };
    TestMessageController_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderCheckResource"];
                };
            };
        };
    };
    TemplateController_list: {
        parameters: {
            query?: {
                /** @description The language of the template, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateListReply"];
                };
            };
        };
    };
    TemplateController_put: {
        parameters: {
            query?: {
                /** @description The language of the template, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplatePutBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateResults"];
                };
            };
        };
    };
    TemplateController_readShipped: {
        parameters: {
            query?: {
                /** @description The language of the template, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                template_type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippedTemplate"];
                };
            };
        };
    };
    TemplateController_read: {
        parameters: {
            query?: {
                /** @description The language of the template, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeTemplateResource"];
                };
            };
        };
    };
    TemplateController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TemplatePartController_readSms: {
        parameters: {
            query?: {
                /** @description The language of the template, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                template_type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SmsResource"];
                };
            };
        };
    };
    TemplatePartController_putSms: {
        parameters: {
            query?: {
                /** @description The language of the template, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                template_type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SmsTextBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SmsResource"];
                };
            };
        };
    };
    TemplatePartController_readText: {
        parameters: {
            query?: {
                /** @description The language of the template, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                template_type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlainTextResource"];
                };
            };
        };
    };
    TemplatePartController_putText: {
        parameters: {
            query?: {
                /** @description The language of the template, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                template_type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlainTextBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlainTextResource"];
                };
            };
        };
    };
    EmailsController_list: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
                /** @description The e-mail type. */
                email_type?: string;
                /** @description Any of several: The e-mail type. */
                "email_type[$in]"?: string;
                /** @description The language. */
                locale?: string;
                /** @description Any of several: The language. */
                "locale[$in]"?: string;
                /** @description Always `didomi`. */
                type_id?: string;
                /** @description Any of several: Always `didomi`. */
                "type_id[$in]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailsListReply"];
                };
            };
        };
    };
    EmailsController_create: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEmailBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullEmailResource"];
                };
            };
        };
    };
    EmailsController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullEmailResource"];
                };
            };
        };
    };
    EmailsController_replace: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmailBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullEmailResource"];
                };
            };
        };
    };
    EmailsController_remove: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    EmailsController_change: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmailBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullEmailResource"];
                };
            };
        };
    };
    EmailPreviewController_previewUnsaved: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewUnsavedEmailBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewResource"];
                };
            };
        };
    };
    EmailPreviewController_preview: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewEmailBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewResource"];
                };
            };
        };
    };
    EmailTestController_send: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestEmailBody"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestEmailSent"];
                };
            };
        };
    };
    EmailTypesController_types: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailTypesTypesReply"];
                };
            };
        };
    };
    EmailTypesController_schema: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertiesSchemas"];
                };
            };
        };
    };
    EmailVersionsController_list: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailVersionsListReply"];
                };
            };
        };
    };
    EmailVersionsController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullEmailResource"];
                };
            };
        };
    };
    EmailVersionsController_restore: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullEmailResource"];
                };
            };
        };
    };
    WordingsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordingKinds"];
                };
            };
        };
    };
    WordingsController_read: {
        parameters: {
            query?: {
                /** @description The language, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordingResource"];
                };
            };
        };
    };
    WordingsController_remove: {
        parameters: {
            query?: {
                /** @description The language, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WordingsController_save: {
        parameters: {
            query?: {
                /** @description The language, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveWordingBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordingResource"];
                };
            };
        };
    };
    WordingsController_preview: {
        parameters: {
            query?: {
                /** @description The language, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewWordingBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenderedMessage"];
                };
            };
        };
    };
    WordingVersionsController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description The language, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordingVersionsListReply"];
                };
            };
        };
    };
    WordingVersionsController_read: {
        parameters: {
            query?: {
                /** @description The language, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                kind: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordingResource"];
                };
            };
        };
    };
    WordingVersionsController_restore: {
        parameters: {
            query?: {
                /** @description The language, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                kind: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordingResource"];
                };
            };
        };
    };
    WordingTestController_send: {
        parameters: {
            query?: {
                /** @description The language, such as `de` or `pt-BR`. Default: `en`. */
                locale?: string;
            };
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestWordingBody"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestWordingSent"];
                };
            };
        };
    };
    RequestSearchController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description One of created_at, requested_at, identity_verified_at, reviewed_at, finished_processing_at, started_processing_at, updated_at, due_date, status, id, external_id, location, property_id, reviewed_by, source, submitted_by. */
                sort_field?: "created_at" | "requested_at" | "identity_verified_at" | "reviewed_at" | "finished_processing_at" | "started_processing_at" | "updated_at" | "due_date" | "status" | "id" | "external_id" | "location" | "property_id" | "reviewed_by" | "source" | "submitted_by";
                /** @description `asc` or `desc`. Default: `desc`. */
                sort_direction?: "asc" | "desc";
                /** @description `true` includes the last 1,000 entries of each request's history. */
                verbose?: boolean;
                /** @description `true` includes the persons' identities. */
                include_identities?: boolean;
                /** @description `true` includes custom form fields. */
                include_custom_privacy_request_fields?: boolean;
                /** @description `true` returns all matches as CSV. */
                download_csv?: boolean;
                /** @description A whole id, some whole ids, or a part of one. */
                request_id?: string | components["schemas"]["ClientScopeReadReply"];
                /** @description The same as `request_id`. */
                request_ids?: string | components["schemas"]["ClientScopeReadReply"];
                /** @description The same as `request_id`. */
                id?: string | components["schemas"]["ClientScopeReadReply"];
                /** @description The reference number of a request, as its person reads it out. */
                reference?: string;
                /** @description Prefix of an external id. */
                external_id?: string;
                /** @description A reference number, the prefix of a request id, or part of an e-mail address, phone number or id of the person. */
                fuzzy_search_str?: string;
                /** @description One or more statuses. */
                status?: ("identity_unverified" | "pending" | "approved" | "denied" | "in_processing" | "complete" | "canceled" | "error" | "duplicate" | "paused" | "requires_input" | "awaiting_email_send" | "requires_manual_finalization" | "pending_external" | "awaiting_pre_approval" | "pre_approval_not_eligible") | ("identity_unverified" | "pending" | "approved" | "denied" | "in_processing" | "complete" | "canceled" | "error" | "duplicate" | "paused" | "requires_input" | "awaiting_email_send" | "requires_manual_finalization" | "pending_external" | "awaiting_pre_approval" | "pre_approval_not_eligible")[];
                /** @description One or more actions. */
                action_type?: ("access" | "erasure" | "consent" | "update") | ("access" | "erasure" | "consent" | "update")[];
                /** @description One or more sources. */
                source?: ("Privacy Center" | "Request Manager" | "Consent Webhook" | "Fides.js" | "Dataset Test" | "Janus SDK") | ("Privacy Center" | "Request Manager" | "Consent Webhook" | "Fides.js" | "Dataset Test" | "Janus SDK")[];
                /** @description A country including its regions, such as `US`, or a region, such as `US-CA`. */
                location?: string;
                /** @description `true` for open requests past their due date, `false` for all others. */
                is_overdue?: boolean;
                /** @description Requests created after this time. */
                created_gt?: string;
                /** @description Requests created before this time. */
                created_lt?: string;
                /** @description Requests started after this time. */
                started_gt?: string;
                /** @description Requests started before this time. */
                started_lt?: string;
                /** @description Requests completed after this time. */
                completed_gt?: string;
                /** @description Requests completed before this time. */
                completed_lt?: string;
                /** @description Requests failed after this time. */
                errored_gt?: string;
                /** @description Requests failed before this time. */
                errored_lt?: string;
                /** @description Exact values by name; in a query as JSON or as `name[key]=value`. All must match. */
                identities?: {
                    [key: string]: string;
                };
                /** @description Exact values by name; in a query as JSON or as `name[key]=value`. All must match. */
                custom_privacy_request_fields?: {
                    [key: string]: string;
                };
                /** @description `true` includes requests from the source Consent Webhook. */
                include_consent_webhook_requests?: boolean;
                /** @description Ignored: there is no soft delete. */
                include_deleted_requests?: boolean;
                /** @description The exact e-mail address, phone number or id of a person. */
                identity?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestSearchListReply"];
                };
            };
        };
    };
    PrivacyRequestController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The person's languages, as browsers send them; decides the language of messages */
                "accept-language"?: string;
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrivacyRequestCreateBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestResultsResource"];
                };
            };
        };
    };
    PrivacyRequestController_createAuthenticated: {
        parameters: {
            query?: never;
            header?: {
                /** @description The person's languages, as browsers send them; decides the language of messages */
                "accept-language"?: string;
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrivacyRequestCreateBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestResultsResource"];
                };
            };
        };
    };
    PrivacyRequestController_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestResource"];
                };
            };
        };
    };
    PrivacyRequestController_verifySession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdTokenBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestResource"];
                };
            };
        };
    };
    PrivacyRequestController_resend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResendBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeResent"];
                };
            };
        };
    };
    PrivacyRequestController_correctAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressCorrected"];
                };
            };
        };
    };
    PrivacyRequestController_resubmit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestResource"];
                };
            };
        };
    };
    RequestAssuranceController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssuranceDetails"];
                };
            };
        };
    };
    RequestAssuranceController_raise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RaiseBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssuranceDetails"];
                };
            };
        };
    };
    RequestAssuranceController_noteDataPoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DataPointsBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssuranceDetails"];
                };
            };
        };
    };
    RequestAssuranceController_noteDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssuranceDetails"];
                };
            };
        };
    };
    RequestDeadlinesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDeadlines"];
                };
            };
        };
    };
    RequestDeadlinesController_extend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDeadlines"];
                };
            };
        };
    };
    RequestDeadlinesController_appeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDeadlines"];
                };
            };
        };
    };
    RequestDeadlinesController_acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgeBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDeadlines"];
                };
            };
        };
    };
    RequestDeadlinesController_clarify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClarificationBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDeadlines"];
                };
            };
        };
    };
    RequestDeadlinesController_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDeadlines"];
                };
            };
        };
    };
    RequestLogController_read: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestLogReadReply"];
                };
            };
        };
    };
    RequestNotificationController_read: {
        parameters: {
            query?: {
                /** @description `true`: without an alert, returns an empty list instead of 404. */
                or_default?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestAlert"];
                };
            };
        };
    };
    RequestNotificationController_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestAlert"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestAlert"];
                };
            };
        };
    };
    RequestController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestResource"];
                };
            };
        };
    };
    RequestController_readHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestLog"];
                };
            };
        };
    };
    RequestController_reopen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestResource"];
                };
            };
        };
    };
    RequestController_complete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteRequestBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestResource"];
                };
            };
        };
    };
    RequestReceiptController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationReceipt"];
                };
            };
        };
    };
    ReviewController_approve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestResultsResource"];
                };
            };
        };
    };
    ReviewController_deny: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DenyBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestResultsResource"];
                };
            };
        };
    };
    ReviewController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestResultsResource"];
                };
            };
        };
    };
    DecisionPreviewController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewDecisionBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionPreview"];
                };
            };
        };
    };
    RequestSearchController_search: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description One of created_at, requested_at, identity_verified_at, reviewed_at, finished_processing_at, started_processing_at, updated_at, due_date, status, id, external_id, location, property_id, reviewed_by, source, submitted_by. */
                sort_field?: "created_at" | "requested_at" | "identity_verified_at" | "reviewed_at" | "finished_processing_at" | "started_processing_at" | "updated_at" | "due_date" | "status" | "id" | "external_id" | "location" | "property_id" | "reviewed_by" | "source" | "submitted_by";
                /** @description `asc` or `desc`. Default: `desc`. */
                sort_direction?: "asc" | "desc";
                /** @description `true` includes the last 1,000 entries of each request's history. */
                verbose?: boolean;
                /** @description `true` includes the persons' identities. */
                include_identities?: boolean;
                /** @description `true` includes custom form fields. */
                include_custom_privacy_request_fields?: boolean;
                /** @description `true` returns all matches as CSV. */
                download_csv?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestSearchBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestSearchListReply"];
                };
            };
        };
    };
    VerificationController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationResource"];
                };
            };
        };
    };
    ConsentRequestController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The person's languages, as browsers send them; decides the language of messages */
                "accept-language"?: string;
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentRequestBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentRequestResource"];
                };
            };
        };
    };
    ConsentRequestController_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentResource"];
                };
            };
        };
    };
    ConsentRequestController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentResource"];
                };
            };
        };
    };
    ConsentRequestController_save: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentChangesBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentResource"];
                };
            };
        };
    };
    ConsentRequestController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description A data use. */
                data_use?: string;
                /** @description `true` or `false`. */
                opt_in?: string;
                /** @description `true` or `false`. */
                has_gpc_flag?: string;
                /** @description `true` or `false`. */
                conflicts_with_gpc?: string;
                /** @description The exact e-mail address, phone number or id of a person. */
                identity?: string;
                /** @description First saved after this time. */
                created_gt?: string;
                /** @description First saved before this time. */
                created_lt?: string;
                /** @description Last saved after this time. */
                updated_gt?: string;
                /** @description Last saved before this time. */
                updated_lt?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentRequestListReply"];
                };
            };
        };
    };
    ConsentRequestController_find: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentRequestFindBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentResource"];
                };
            };
        };
    };
    ConsentReceiptController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationReceipt"];
                };
            };
        };
    };
    DsarRequestsController_list: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
                /** @description One of unverified, verified, work_in_progress, fulfilled, refused, archived. */
                status?: string;
                /** @description Any of several: One of unverified, verified, work_in_progress, fulfilled, refused, archived. */
                "status[$in]"?: string;
                /** @description One of cpra_access_my_data, cpra_delete_my_data, cpra_opt_out. */
                user_right_id?: string;
                /** @description Any of several: One of cpra_access_my_data, cpra_delete_my_data, cpra_opt_out. */
                "user_right_id[$in]"?: string;
                /** @description The organization's own id of the user. */
                organization_user_id?: string;
                /** @description After this time. */
                "created_at[$gt]"?: string;
                /** @description At or after this time. */
                "created_at[$gte]"?: string;
                /** @description Before this time. */
                "created_at[$lt]"?: string;
                /** @description At or before this time. */
                "created_at[$lte]"?: string;
                /** @description After this time. */
                "deadline_at[$gt]"?: string;
                /** @description At or after this time. */
                "deadline_at[$gte]"?: string;
                /** @description Before this time. */
                "deadline_at[$lt]"?: string;
                /** @description At or before this time. */
                "deadline_at[$lte]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DsarRequestsListReply"];
                };
            };
        };
    };
    DsarRequestsController_create: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description The person's languages, as browsers send them; decides the language of messages */
                "accept-language"?: string;
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDsarBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DsarAnswer"];
                };
            };
        };
    };
    DsarRequestsController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DsarResource"];
                };
            };
        };
    };
    DsarRequestsController_change: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeDsarBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DsarAnswer"];
                };
            };
        };
    };
    DsarLinksController_create: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDsarLinkBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DsarLinkResource"];
                };
            };
        };
    };
    DsarNotesController_list: {
        parameters: {
            query: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
                /** @description The privacy request. Required. */
                request_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DsarNotesListReply"];
                };
            };
        };
    };
    DsarNotesController_create: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateNoteBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteResource"];
                };
            };
        };
    };
    UserRightsController_list: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserRightsListReply"];
                };
            };
        };
    };
    UserRightsController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserRightResource"];
                };
            };
        };
    };
    ConsentEventsController_list: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description A consent token. May be sent as a bearer token instead. */
                token?: string;
                /** @description The public key (id) of the organization. Sent by browsers that use a consent token. */
                key?: string;
                /** @description The id of the user. */
                user_id?: string;
                /** @description The organization's own id of the user. */
                organization_user_id?: string;
                /** @description One of pending_approval, confirmed, rejected. */
                status?: string;
                /** @description Any of several: One of pending_approval, confirmed, rejected. */
                "status[$in]"?: string;
                /** @description The regulation, such as `gdpr`. */
                regulation?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentEventsListReply"];
                };
            };
        };
    };
    ConsentEventsController_create: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description A consent token. May be sent as a bearer token instead. */
                token?: string;
                /** @description The public key (id) of the organization. Sent by browsers that use a consent token. */
                key?: string;
                /** @description `true` for an import: no message is sent. */
                $disable_integrations?: string;
                /** @description Ignored: TCF strings are not generated. */
                $generate_tcfcs?: string;
            };
            header?: {
                /** @description The person's languages, as browsers send them; decides the language of messages */
                "accept-language"?: string;
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentEventInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentEventAnswer"];
                };
            };
        };
    };
    ConsentEventsController_deleteAll: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description The id of the user. */
                user_id?: string;
                /** @description The organization's own id of the user. */
                organization_user_id?: string;
                /** @description One of pending_approval, confirmed, rejected. */
                status?: string;
                /** @description Any of several: One of pending_approval, confirmed, rejected. */
                "status[$in]"?: string;
                /** @description The regulation, such as `gdpr`. */
                regulation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ConsentEventsController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description A consent token. May be sent as a bearer token instead. */
                token?: string;
                /** @description The public key (id) of the organization. Sent by browsers that use a consent token. */
                key?: string;
                /** @description The id of the user. */
                user_id?: string;
                /** @description The organization's own id of the user. */
                organization_user_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentEventResource"];
                };
            };
        };
    };
    ConsentEventsController_delete: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ConsentEventsController_change: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentEventChanges"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentEventAnswer"];
                };
            };
        };
    };
    ConsentEventsController_resend: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentEventAnswer"];
                };
            };
        };
    };
    ConsentUsersController_list: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
                /** @description The organization's own id of the user. */
                organization_user_id?: string;
                /** @description The regulation, such as `gdpr`. */
                regulation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentUsersListReply"];
                };
            };
        };
    };
    ConsentUsersController_create: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentUserInput"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentUserResource"];
                };
            };
        };
    };
    ConsentUsersController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description A consent token. May be sent as a bearer token instead. */
                token?: string;
                /** @description The public key (id) of the organization. Sent by browsers that use a consent token. */
                key?: string;
                /** @description The regulation, such as `gdpr`. */
                regulation?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentUserResource"];
                };
            };
        };
    };
    ConsentUsersController_delete: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ConsentUsersController_change: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentUserChanges"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentUserResource"];
                };
            };
        };
    };
    ConsentProofsController_create: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProofBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentProofResource"];
                };
            };
        };
    };
    ConsentProofsController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentProofContentResource"];
                };
            };
        };
    };
    ConsentApproversController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentApprovers"];
                };
            };
        };
    };
    ConsentApproversController_save: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproversBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentApprovers"];
                };
            };
        };
    };
    ConsentAccessController_createToken: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTokenBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentTokenResource"];
                };
            };
        };
    };
    ConsentAccessController_createLink: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateConsentLinkBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentLinkResource"];
                };
            };
        };
    };
    ConsentSearchController_users: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchUsersBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentSearchUsersReply"];
                };
            };
        };
    };
    ConsentSearchController_pending: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentSearchPendingReply"];
                };
            };
        };
    };
    AuthInitiateController_initiate: {
        parameters: {
            query?: {
                /** @description The public key (id) of the organization. */
                key?: string;
                /** @description The sign-in method. Default: the organization's default. */
                auth_provider_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInMethod"];
                };
            };
        };
    };
    AuthMessageController_callbackByGet: {
        parameters: {
            query?: {
                /** @description The public key (id) of the organization. */
                key?: string;
                /** @description The sign-in method. Default: the organization's default. */
                auth_provider_id?: string;
                /** @description The page to redirect to. Its origin must be in `links.allowed_origins`. */
                privacy_center_url?: string;
                /** @description The address */
                id?: string;
                /** @description Default: the channel of the address. */
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInLinkSent"];
                };
            };
        };
    };
    AuthMessageController_callback: {
        parameters: {
            query?: {
                /** @description The public key (id) of the organization. */
                key?: string;
                /** @description The sign-in method. Default: the organization's default. */
                auth_provider_id?: string;
                /** @description The page to redirect to. Its origin must be in `links.allowed_origins`. */
                privacy_center_url?: string;
                /** @description The address */
                id?: string;
                /** @description Default: the channel of the address. */
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartMessageBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInLinkSent"];
                };
            };
        };
    };
    AuthOtpController_generateByGet: {
        parameters: {
            query?: {
                /** @description The public key (id) of the organization. */
                key?: string;
                /** @description The sign-in method. Default: the organization's default. */
                auth_provider_id?: string;
                /** @description The page to redirect to. Its origin must be in `links.allowed_origins`. */
                privacy_center_url?: string;
                /** @description The address */
                email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInCodeSent"];
                };
            };
        };
    };
    AuthOtpController_generate: {
        parameters: {
            query?: {
                /** @description The public key (id) of the organization. */
                key?: string;
                /** @description The sign-in method. Default: the organization's default. */
                auth_provider_id?: string;
                /** @description The page to redirect to. Its origin must be in `links.allowed_origins`. */
                privacy_center_url?: string;
                /** @description The address */
                email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartOtpBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInCodeSent"];
                };
            };
        };
    };
    AuthOtpController_verify: {
        parameters: {
            query?: {
                /** @description The public key (id) of the organization. */
                key?: string;
                /** @description The sign-in method. Default: the organization's default. */
                auth_provider_id?: string;
                /** @description The page to redirect to. Its origin must be in `links.allowed_origins`. */
                privacy_center_url?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishOtpBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
        };
    };
    AuthProvidersController_list: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
                /** @description Page size. Max: 100. Default: 20. */
                $limit?: number;
                /** @description Number of items to skip. Default: 0. */
                $skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthProvidersListReply"];
                };
            };
        };
    };
    AuthProvidersController_create: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAuthProviderBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthProviderResource"];
                };
            };
        };
    };
    AuthProvidersController_read: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthProviderResource"];
                };
            };
        };
    };
    AuthProvidersController_delete: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AuthProvidersController_change: {
        parameters: {
            query?: {
                /** @description The organization of the access token, which it is anyway; another one is refused */
                organization_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAuthProviderBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthProviderResource"];
                };
            };
        };
    };
    MessagesController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description One of scheduled, queued, sending, sent, unknown, failed, expired, skipped, canceled. */
                state?: string;
                /** @description A message kind, such as `privacy_request_receipt`. */
                kind?: string;
                /** @description What the vendor reports: accepted, deferred, delivered, rejected, bounced, unsubscribed, complained. */
                delivery?: string;
                /** @description The key of the provider config of the last try. */
                provider_key?: string;
                /** @description The type of the provider of the last try, such as `mailgun`. */
                service_type?: string;
                /** @description Created after this time. */
                created_gt?: string;
                /** @description Created before this time. */
                created_lt?: string;
                /** @description The id of a message: those that come after it. So that what is new shifts nothing. */
                before?: string;
                /** @description The subject, such as the id of a privacy request. */
                about?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagesListReply"];
                };
            };
        };
    };
    MessagesController_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessageBody"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SendMessageReply"];
                };
            };
        };
    };
    MessagesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageHistory"];
                };
            };
        };
    };
    MessageBatchController_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageBatchBody"];
            };
        };
        responses: {
            /** @description Done */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResults"];
                };
            };
        };
    };
    MessageSearchController_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchMessagesBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagesListReply"];
                };
            };
        };
    };
    ExplainController_explain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainedMessages"];
                };
            };
        };
    };
    MessageActionsController_resend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRecord"];
                };
            };
        };
    };
    MessageActionsController_sendNow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRecord"];
                };
            };
        };
    };
    MessageActionsController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRecord"];
                };
            };
        };
    };
    RequestMessagesController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description One of scheduled, queued, sending, sent, unknown, failed, expired, skipped, canceled. */
                state?: string;
                /** @description A message kind, such as `privacy_request_receipt`. */
                kind?: string;
                /** @description What the vendor reports: accepted, deferred, delivered, rejected, bounced, unsubscribed, complained. */
                delivery?: string;
                /** @description The key of the provider config of the last try. */
                provider_key?: string;
                /** @description The type of the provider of the last try, such as `mailgun`. */
                service_type?: string;
                /** @description Created after this time. */
                created_gt?: string;
                /** @description Created before this time. */
                created_lt?: string;
                /** @description The id of a message: those that come after it. So that what is new shifts nothing. */
                before?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagesListReply"];
                };
            };
        };
    };
    InboxController_read: {
        parameters: {
            query?: {
                /** @description Max: 100. Default: 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
        };
    };
    DeliveryReportController_receive: {
        parameters: {
            query?: {
                /** @description Twilio: the message, as we have named it in its `StatusCallback`. */
                subjectline_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
                "application/x-www-form-urlencoded": unknown;
                "text/plain": unknown;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReportSetupController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportSetupResource"];
                };
            };
        };
    };
    ReportSetupController_setUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportSetupResource"];
                };
            };
        };
    };
    SuppressionsController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description One of email, sms. */
                channel?: string;
                /** @description One of hard_bounce, complaint, unsubscribed, opted_out, manual. */
                reason?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionsListReply"];
                };
            };
        };
    };
    SuppressionsController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactAddress"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suppressions"];
                };
            };
        };
    };
    SuppressionsController_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactAddress"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suppressions"];
                };
            };
        };
    };
    SuppressionsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DeadLettersController_list: {
        parameters: {
            query?: {
                /** @description Those with a higher number: `next_after` of the page before. */
                after?: number;
                /** @description How many. Default: 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
        };
    };
    DeadLettersController_resend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
        };
    };
    DeadLettersController_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReportsController_read: {
        parameters: {
            query?: {
                /** @description Today and the days before, in UTC. Max: 90. Default: 30. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
        };
    };
    PersonsController_export: {
        parameters: {
            query?: {
                /** @description json or html. Default: what the header Accept prefers, else json. */
                format?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonExportBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonExport"];
                };
            };
        };
    };
    PersonsController_looks: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonsLooksReply"];
                };
            };
        };
    };
    ErasuresController_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonReference"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonErasure"];
                };
            };
        };
    };
    ErasuresController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonErasure"];
                };
            };
        };
    };
    HoldsController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldsListReply"];
                };
            };
        };
    };
    HoldsController_hold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonHold"];
                };
            };
        };
    };
    HoldsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonHold"];
                };
            };
        };
    };
    SigningKeysController_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeys"];
                };
            };
        };
    };
    WebhookEndpointsController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointsListReply"];
                };
            };
        };
    };
    WebhookEndpointsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookEndpointBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhookEndpoint"];
                };
            };
        };
    };
    WebhookEndpointsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    WebhookEndpointsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WebhookEndpointsController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeWebhookEndpointBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    WebhookEndpointsController_rotateSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecretBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
        };
    };
    WebhookDeliveriesController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description One of pending, delivered, failed. */
                state?: string;
                /** @description An event type, such as `privacy_request.changed`. */
                event_type?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveriesListReply"];
                };
            };
        };
    };
    WebhookDeliveriesController_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    WebhookDeliveriesController_replayMissed: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayWebhooksBody"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedWebhooks"];
                };
            };
        };
    };
    WebhookDeliveriesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryHistory"];
                };
            };
        };
    };
    WebhookDeliveriesController_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    AuditController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
                /** @description `change`, `look`, `sign_in` or `retention`. */
                kind?: string;
                /** @description The id of an API client or an account. */
                actor?: string;
                /** @description Such as `PATCH /api/v1/config`. */
                action?: string;
                /** @description The id of what was changed or looked at. */
                target?: string;
                /** @description A keyed digest, as in `persons` of an entry. */
                person?: string;
                /** @description Entries at or after this time. */
                from?: string;
                /** @description Entries before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditListReply"];
                };
            };
        };
    };
    AuditController_export: {
        parameters: {
            query?: {
                /** @description The `seq` of the entry before the first one. Default: 0. */
                after?: number;
                /** @description Max and default: 1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    AuditController_verify: {
        parameters: {
            query?: {
                /** @description The `seq` of the entry before the first one. Default: 0. */
                after?: number;
                /** @description The digest that the entry `after` had when it was verified last. */
                digest?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
        };
    };
    HealthController_alive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
        };
    };
    HealthController_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    ConsoleSessionController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionReply"];
                };
            };
        };
    };
    ConsoleSessionController_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionReply"];
                };
            };
        };
    };
    ConsoleSessionController_end: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ConsoleSessionController_sendCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendCodeBody"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ConsoleSessionController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
        };
    };
    ConsoleSessionController_endAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ConsoleSessionController_endOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OidcController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OidcSignIn"];
                };
            };
        };
    };
    OidcController_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginOidcBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunOidcSignIn"];
                };
            };
        };
    };
    OidcController_finish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishOidcBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionReply"];
                };
            };
        };
    };
    UserController_list: {
        parameters: {
            query?: {
                /** @description Starts at 1. */
                page?: number;
                /** @description Max: 100. Default: 50. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserListReply"];
                };
            };
        };
    };
    UserController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUserBody"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedUser"];
                };
            };
        };
    };
    UserController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResource"];
                };
            };
        };
    };
    UserController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeUserBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResource"];
                };
            };
        };
    };
    UserController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    UserController_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    UserController_unlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResource"];
                };
            };
        };
    };
    UserPermissionController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPermissions"];
                };
            };
        };
    };
    UserPermissionController_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPermissionsBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPermissions"];
                };
            };
        };
    };
}
