// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/formfield.h>
#include <core/result.h>

#include <functional>

class QComboBox;
class QWidget;

namespace sm::dialogs {

/// The control that one field is filled in with.
struct FieldInput
{
    QWidget *widget = nullptr;
    /// What was given; undefined: nothing.
    /// \error Kind::Invalid a clause that says why it is none: "is no JSON: …"
    std::function<Result<QJsonValue>()> value;
    std::function<Secret()> secret; ///< of a secret only
    QComboBox *options = nullptr; ///< where there are values to choose from, and any other may be typed
};

/// \param changed  called whenever somebody has changed it
FieldInput makeFieldInput(const FormField &field, std::function<void()> changed);

} // namespace sm::dialogs
