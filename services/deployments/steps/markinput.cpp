// SPDX-License-Identifier: GPL-3.0-or-later
#include "markinput.h"

#include "unitinput.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using executors::Input;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::MarkInput", text); }

} // namespace

Result<RollbackMark> markInput(const Step &step)
{
    Input input(step, {u"kind"_s, u"unit"_s, u"from"_s, u"to"_s, u"reason"_s});
    RollbackMark mark;
    mark.kind = unitKind(input);
    mark.unit = input.requiredText(u"unit"_s);
    mark.from = input.requiredText(u"from"_s);
    mark.to = input.requiredText(u"to"_s);
    mark.reason = input.requiredText(u"reason"_s);
    if (!mark.reason.isEmpty() && mark.reason.trimmed().isEmpty())
        input.refuse(u"reason"_s, tr("is blank: say why it is rolled back"));
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return mark;
}

} // namespace sm::deployments
