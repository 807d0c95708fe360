// SPDX-License-Identifier: GPL-3.0-or-later
#include "validate.h"

#include "validator.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

constexpr qsizetype maxLines = 20;

} // namespace

Result<void> validate(const Operation &operation, const QJsonObject &input)
{
    Validator validator;
    if (operation.input)
        validator.check(operation.inputRoot, input);
    else if (!input.isEmpty())
        validator.report(QCoreApplication::translate("sm::aws", "%1 takes no input").arg(operation.name));
    QStringList problems = validator.problems();
    if (problems.isEmpty())
        return ok();
    if (const qsizetype more = problems.size() - maxLines; more > 0) {
        problems.resize(maxLines);
        problems.append(QCoreApplication::translate("sm::aws", "… and %1 more").arg(more));
    }
    return Error(Error::Kind::Invalid, problems.join(u'\n'));
}

} // namespace sm::aws
