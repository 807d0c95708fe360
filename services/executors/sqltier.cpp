// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqltier.h"

#include "knownwrites.h"

#include <postgres/statementkind.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Sql", text); }

void set(Step &step, Tier tier, Repeat repeat, Mark::Kind kind, const QString &explanation)
{
    step.tier = tier;
    step.repeat = repeat;
    step.mark = {kind, {}, explanation};
}

void fillInRows(Step &step, const SqlInput &input)
{
    const bool isBounded = hasCondition(input.statement.sql);
    const Tier tier = isBounded ? Tier::Disruptive : Tier::Destructive;
    if (input.keepsRows)
        set(step, tier, Repeat::Unsafe, Mark::Kind::Partly,
            tr("The rows are kept before and can be put back; what triggers and foreign keys change with them does not "
               "come "
               "back."));
    else
        set(step, tier, Repeat::Unsafe, Mark::Kind::Never,
            input.change
                ? tr("The rows are not kept, so nothing brings them back.")
                : tr("Which rows this hits is not understood here, so none are kept and nothing brings them back."));
    if (!isBounded)
        step.notes << tr("There is no WHERE: this hits every row of the table.");
}

/// What only tidies up. Everything but VACUUM and ANALYZE, and these with FULL too, locks the table meanwhile.
bool fillInUpkeep(Step &step, const QString &keyword, const QString &sql)
{
    const bool isLight = keyword == "VACUUM"_L1 || keyword == "ANALYZE"_L1 || keyword == "ANALYSE"_L1;
    if (!isLight && keyword != "REINDEX"_L1 && keyword != "CLUSTER"_L1 && keyword != "REFRESH"_L1)
        return false;
    const bool locks = !isLight || sql.contains("FULL"_L1, Qt::CaseInsensitive);
    set(step, locks ? Tier::Disruptive : Tier::Reversible, Repeat::Value, Mark::Kind::Reversible,
        tr("It changes how rows are stored and found, not what is in them."));
    if (locks)
        step.notes << tr("The table is locked while it runs.");
    return true;
}

/// A table that is there already makes the server refuse it, or leave it as it is.
bool addsATable(const QString &sql)
{
    static const QRegularExpression created(
        u"^\\s*CREATE\\s+(UNLOGGED\\s+)?TABLE\\b"_s, QRegularExpression::CaseInsensitiveOption);
    return created.match(sql).hasMatch();
}

} // namespace

void fillInStatement(Step &step, const SqlInput &input, const operations::Catalog &catalog)
{
    const auto kind = postgres::StatementKind::of(input.statement.sql);
    const QString keyword = kind ? kind->keyword() : QString();
    if (keyword == "DELETE"_L1 || keyword == "UPDATE"_L1)
        return fillInRows(step, input);
    if (fillInUpkeep(step, keyword, input.statement.sql))
        return;
    fillInWrite(step, catalog, {});
    const QString gone = tr("Nothing brings back what this statement removes or replaces.");
    const bool adds = keyword == "INSERT"_L1 || addsATable(input.statement.sql)
        || (keyword == "CREATE"_L1 && input.statement.sql.contains("INDEX"_L1, Qt::CaseInsensitive));
    if (adds)
        set(step, Tier::Disruptive, Repeat::Unsafe, Mark::Kind::Never,
            tr("What it adds stays until another statement takes it away."));
    else
        set(step, std::max(step.tier, Tier::Destructive), Repeat::Unsafe, Mark::Kind::Never, gone);
}

} // namespace sm::executors
