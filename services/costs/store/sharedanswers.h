// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/keptanswer.h>
#include <coststore/sharedtexts.h>

namespace sm::costs {

/// Answers in a place that people share.
class SharedAnswers final : public AnswerPlace
{
public:
    explicit SharedAnswers(std::shared_ptr<SharedTexts> texts)
        : m_texts(std::move(texts))
    {
    }

    CostOrigin origin() const override { return m_texts->origin(); }
    QString name() const override { return m_texts->name(); }
    bool isLocal() const override { return false; }
    QCoro::Task<Result<std::optional<KeptAnswer>>> find(CostQuestion question, CancelToken token) override;
    QCoro::Task<Result<void>> keep(
        CostQuestion question, KeptAnswer answer, std::chrono::seconds lasts, CancelToken token) override;

private:
    std::shared_ptr<SharedTexts> m_texts;
};

} // namespace sm::costs
