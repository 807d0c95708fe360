// SPDX-License-Identifier: GPL-3.0-or-later
#include "contextparameters.h"

#include <aws/servicemodel.h>

namespace sm::aws {

QJsonObject contextParameters(const Operation &operation, const QJsonObject &input)
{
    QJsonObject context = operation.staticContextParams;
    if (!operation.input)
        return context;
    for (const Member &member : operation.input->members) {
        if (!member.contextParam.isEmpty() && input.contains(member.name))
            context[member.contextParam] = input[member.name];
    }
    return context;
}

} // namespace sm::aws
