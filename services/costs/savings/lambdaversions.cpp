// SPDX-License-Identifier: GPL-3.0-or-later
#include "lambdaversions.h"

#include "prices.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::savings {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("sm::savings::LambdaVersions", text, nullptr, n);
}

QString titleFor(int count, const QString &function)
{
    return count == 1 ? tr("Delete an old version of %1").arg(function)
                      : tr("Delete %n old versions of %1", count).arg(function);
}

} // namespace

QList<FunctionVersion> unusedVersions(const FunctionVersions &all, int keep)
{
    QList<FunctionVersion> versions = all.versions;
    std::sort(versions.begin(), versions.end(),
        [](const FunctionVersion &a, const FunctionVersion &b) { return a.number < b.number; });
    versions.resize(std::max<qsizetype>(versions.size() - keep, 0));
    versions.removeIf([&all](const FunctionVersion &each) { return all.used.contains(each.number); });
    return versions;
}

std::optional<Saving> versionsSaving(const FunctionVersions &all, int keep)
{
    const QList<FunctionVersion> unused = unusedVersions(all, keep);
    if (unused.isEmpty())
        return {};
    qint64 bytes = 0;
    int snapshots = 0;
    Decimal monthly;
    QJsonArray numbers;
    for (const FunctionVersion &each : unused) {
        bytes += each.codeBytes;
        numbers.append(QString::number(each.number));
        if (each.hasSnapshot) {
            ++snapshots;
            monthly += snapshotPrice(each.memoryMegabytes);
        }
    }
    Saving saving;
    saving.title = titleFor(static_cast<int>(unused.size()), all.function);
    saving.why
        = tr("No alias, event source or provisioned concurrency uses them, and the last %1 stay. A version number "
             "never comes back.")
              .arg(keep);
    saving.monthly = monthly;
    saving.how = snapshots > 0
        ? tr("%1 of them keep a SnapStart snapshot, at $0.0000015046 for each GB of memory and second, 730 hours.")
              .arg(snapshots)
        : tr("Stored code is free of charge; %1 of the 75 GB that a region allows become free.")
              .arg(QLocale().formattedDataSize(bytes));
    saving.runbook = u"common/clean-up-function-versions"_s;
    saving.parameters = {{u"function"_s, all.function}, {u"keep"_s, keep}, {u"versions"_s, numbers}};
    return saving;
}

} // namespace sm::savings
