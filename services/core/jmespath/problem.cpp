// SPDX-License-Identifier: GPL-3.0-or-later
#include "problem.h"

#include <QCoreApplication>

namespace sm::jmespath {

Error problem(const char *code, const QString &reason, qsizetype position)
{
    const QString message
        = QCoreApplication::translate("sm::jmespath", "This JMESPath expression can not be used: %1, at column %2.");
    return Error(Error::Kind::Invalid, message.arg(reason).arg(position + 1)).withCode(QString::fromLatin1(code));
}

Error syntaxProblem(const QString &reason, qsizetype position) { return problem("syntax", reason, position); }

} // namespace sm::jmespath
