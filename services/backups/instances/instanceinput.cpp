// SPDX-License-Identifier: GPL-3.0-or-later
#include "instanceinput.h"

#include <executors/input.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

Result<InstanceInput> instanceInput(const Step &step)
{
    if (step.operation.uses != "instance:delete-restored"_L1)
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::backups::Instances", "“%1” is not known. Use instance:delete-restored.")
                .arg(step.operation.uses))
            .withCode(u"Input"_s);
    executors::Input input(step, {u"instance"_s, u"source"_s});
    const InstanceInput read{input.requiredText(u"instance"_s), input.requiredText(u"source"_s)};
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return read;
}

} // namespace sm::backups
