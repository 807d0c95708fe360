// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackstatus.h>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

QStringList stackStatuses()
{
    return {u"CREATE_IN_PROGRESS"_s, u"CREATE_FAILED"_s, u"CREATE_COMPLETE"_s, u"ROLLBACK_IN_PROGRESS"_s,
        u"ROLLBACK_FAILED"_s, u"ROLLBACK_COMPLETE"_s, u"DELETE_IN_PROGRESS"_s, u"DELETE_FAILED"_s, u"DELETE_COMPLETE"_s,
        u"UPDATE_IN_PROGRESS"_s, u"UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"_s, u"UPDATE_COMPLETE"_s, u"UPDATE_FAILED"_s,
        u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"UPDATE_ROLLBACK_FAILED"_s,
        u"UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"_s, u"UPDATE_ROLLBACK_COMPLETE"_s, u"REVIEW_IN_PROGRESS"_s,
        u"IMPORT_IN_PROGRESS"_s, u"IMPORT_COMPLETE"_s, u"IMPORT_ROLLBACK_IN_PROGRESS"_s, u"IMPORT_ROLLBACK_FAILED"_s,
        u"IMPORT_ROLLBACK_COMPLETE"_s};
}

bool isStackUnderWay(const QString &status)
{
    return status.endsWith("_IN_PROGRESS"_L1) && status != "REVIEW_IN_PROGRESS"_L1;
}

bool takesUpdates(const QString &status)
{
    static const QStringList those{u"CREATE_COMPLETE"_s, u"UPDATE_COMPLETE"_s, u"UPDATE_ROLLBACK_COMPLETE"_s,
        u"IMPORT_COMPLETE"_s, u"IMPORT_ROLLBACK_COMPLETE"_s};
    return those.contains(status);
}

bool hasSucceeded(const QString &status)
{
    static const QStringList those{
        u"CREATE_COMPLETE"_s, u"UPDATE_COMPLETE"_s, u"UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"_s, u"IMPORT_COMPLETE"_s};
    return those.contains(status);
}

bool isRolledBack(const QString &status)
{
    static const QStringList those{u"ROLLBACK_COMPLETE"_s, u"UPDATE_ROLLBACK_COMPLETE"_s,
        u"UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"_s, u"IMPORT_ROLLBACK_COMPLETE"_s};
    return those.contains(status);
}

bool isEnd(const QString &status) { return status.endsWith("_COMPLETE"_L1) || status.endsWith("_FAILED"_L1); }

bool isBeginning(const QString &status)
{
    static const QStringList those{u"CREATE_IN_PROGRESS"_s, u"UPDATE_IN_PROGRESS"_s, u"IMPORT_IN_PROGRESS"_s,
        u"DELETE_IN_PROGRESS"_s, u"REVIEW_IN_PROGRESS"_s};
    return those.contains(status);
}

} // namespace sm::deployments
