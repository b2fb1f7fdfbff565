"""What the backup and restore commands can say; none of it travels over HTTP."""

from server.domain.problems import Problem


class NoSchoolYet(Problem):
    """Nothing was ever started in this data folder."""

    code = "no_school_yet"


class BackupRunning(Problem):
    """Another backup or restore of this installation is at work."""

    code = "backup_running"


class BackupUnwritable(Problem):
    """A folder cannot be written or read; params: folder, reason."""

    code = "backup_unwritable"


class BackupDiskFull(Problem):
    """params: folder."""

    code = "backup_disk_full"


class BackupToolMissing(Problem):
    """One of PostgreSQL's programs is not on the PATH; params: tool."""

    code = "backup_tool_missing"


class BackupToolFailed(Problem):
    """params: tool, said."""

    code = "backup_tool_failed"


class BackupDamaged(Problem):
    """A file of the backup is not what was written; params: file."""

    code = "backup_damaged"


class BackupIncomplete(Problem):
    """The school itself has lost photos, all else is in the backup; params: path, count, first."""

    code = "backup_incomplete"


class NotABackup(Problem):
    """params: folder."""

    code = "not_a_backup"


class BackupTooNew(Problem):
    """A newer version of the program made it."""

    code = "backup_too_new"


class RestoreElsewhere(Problem):
    """The backup is of one kind of database, the school uses another; params: backup, here."""

    code = "restore_elsewhere"


class RestoreRunning(Problem):
    """A restore is replacing the school just now."""

    code = "restore_running"


class ServerRunning(Problem):
    """A server is serving the school that should be replaced."""

    code = "server_running"
