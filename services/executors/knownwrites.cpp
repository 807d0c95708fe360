// SPDX-License-Identifier: GPL-3.0-or-later
#include "knownwrites.h"

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::KnownWrites", text); }

} // namespace

void fillInWrite(Step &step, const operations::Catalog &catalog, const QString &unknown)
{
    step.tier = Tier::Disruptive;
    step.repeat = Repeat::Unsafe;
    step.mark = {Mark::Kind::Never, {}, unknown};
    const std::optional<operations::CatalogEntry> entry = catalog.entry(step.operation.uses);
    if (!entry)
        return;
    step.tier = entry->tier;
    step.repeat = entry->repeat;
    step.mark.kind = entry->mark;
    step.mark.explanation
        = QCoreApplication::translate("sm::operations::Catalog", entry->markExplanation.toUtf8().constData());
    step.iamAction = entry->iamActions.join(u", "_s);
    step.price = entry->price;
}

void fillInRead(Step &step, const QString &why)
{
    step.tier = Tier::Read;
    step.repeat = Repeat::Read;
    step.mark = {Mark::Kind::Reversible, {}, why.isEmpty() ? tr("Changes nothing.") : why};
}

} // namespace sm::executors
