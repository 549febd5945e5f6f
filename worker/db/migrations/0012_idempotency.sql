CREATE TABLE `idempotency_keys` (
	`caller` text NOT NULL,
	`name` text NOT NULL,
	`fingerprint` text NOT NULL,
	`claim` text NOT NULL,
	`claimed_at` integer NOT NULL,
	`workspace_id` text,
	`answer` text,
	PRIMARY KEY(`caller`, `name`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_age` ON `idempotency_keys` (`claimed_at`);