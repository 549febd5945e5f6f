CREATE TABLE `access_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`share_id` text NOT NULL,
	`node_id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`message` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`outcome` text,
	`decided_by` text,
	`change_id` text NOT NULL,
	FOREIGN KEY (`share_id`) REFERENCES `shares`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "access_requests_decided" CHECK(("access_requests"."outcome" IS NULL) = ("access_requests"."decided_at" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_requests_open` ON `access_requests` (`share_id`,`user_id`) WHERE outcome IS NULL;--> statement-breakpoint
CREATE INDEX `access_requests_waiting` ON `access_requests` (`workspace_id`,`id`) WHERE outcome IS NULL;--> statement-breakpoint
CREATE INDEX `access_requests_by_share` ON `access_requests` (`share_id`);--> statement-breakpoint
CREATE INDEX `access_requests_by_node` ON `access_requests` (`node_id`,`id`);--> statement-breakpoint
CREATE INDEX `access_requests_by_workspace` ON `access_requests` (`workspace_id`);--> statement-breakpoint
CREATE INDEX `access_requests_by_user` ON `access_requests` (`user_id`);--> statement-breakpoint
CREATE INDEX `access_requests_by_change` ON `access_requests` (`change_id`);--> statement-breakpoint
ALTER TABLE `notifications` ADD `access_request_id` text REFERENCES access_requests(id);--> statement-breakpoint
CREATE INDEX `notifications_by_access_request` ON `notifications` (`access_request_id`);