CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`membership_id` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`expires_at` integer,
	`ended_at` integer,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_by_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `api_keys_by_workspace` ON `api_keys` (`workspace_id`,`id`);--> statement-breakpoint
CREATE INDEX `api_keys_by_membership` ON `api_keys` (`membership_id`);--> statement-breakpoint
CREATE INDEX `api_keys_by_change` ON `api_keys` (`change_id`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `api_key_id` text REFERENCES api_keys(id);--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_of_api_key` ON `sessions` (`api_key_id`);