#include "numerics/simplex.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace trilat::numerics {
namespace {

using Matrix = std::vector<std::vector<double>>;

constexpr double kZero = 1e-11;  // of entries scaled to about one
constexpr double kPivot = 1e-9;  // a smaller entry would magnify rounding
constexpr int kMostPivots = 100000;

// Columns are those of the caller, one artificial a row, and the right side.
class Tableau {
 public:
  Tableau(const Matrix& rows, const std::vector<double>& right)
      : columns_(rows.empty() ? 0 : rows.front().size()), basis_(rows.size()), sign_(rows.size(), 1) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      sign_[i] = right[i] < 0 ? -1 : 1;
      std::vector<double> row;
      row.reserve(columns_ + rows.size() + 1);
      for (const double entry : rows[i]) row.push_back(sign_[i] * entry);
      row.resize(columns_ + rows.size(), 0);
      row[columns_ + i] = 1;
      row.push_back(sign_[i] * right[i]);
      cells_.push_back(std::move(row));
      basis_[i] = columns_ + i;
    }
    reduced_.assign(columns_ + rows.size() + 1, 0);
  }

  // The row of reduced costs for a cost on every column; artificials cost `artificial`.
  void price(const std::vector<double>& cost, double artificial) {
    for (std::size_t j = 0; j < width(); ++j) reduced_[j] = j < columns_ ? cost[j] : artificial;
    reduced_.back() = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const double price = basis_[i] < columns_ ? cost[basis_[i]] : artificial;
      if (price == 0) continue;
      for (std::size_t j = 0; j < reduced_.size(); ++j) reduced_[j] -= price * cells_[i][j];
    }
  }

  // Pivots until no caller's column has a negative reduced cost.
  LinearStatus descend() {
    for (int count = 0; count < kMostPivots; ++count) {
      std::size_t enter = 0;
      while (enter < columns_ && reduced_[enter] >= -kZero) ++enter;
      if (enter == columns_) return LinearStatus::kOptimal;
      const std::size_t leave = leaving(enter);
      if (leave == cells_.size()) {
        ray_ = enter;
        return LinearStatus::kUnbounded;
      }
      pivot(leave, enter);
    }
    return LinearStatus::kStopped;
  }

  // Drives artificials at zero out of the basis where their row has another column.
  void expel_artificials() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (basis_[i] < columns_) continue;
      for (std::size_t j = 0; j < columns_; ++j) {
        if (std::abs(cells_[i][j]) <= 1e-9) continue;
        pivot(i, j);
        break;
      }
    }
  }

  double value() const { return -reduced_.back(); }

  std::vector<double> solution() const {
    std::vector<double> y(columns_, 0);
    for (std::size_t i = 0; i < cells_.size(); ++i)
      if (basis_[i] < columns_) y[basis_[i]] = cells_[i].back();
    return y;
  }

  // Along which the cost falls without end.
  std::vector<double> ray() const {
    std::vector<double> y(columns_, 0);
    y[ray_] = 1;
    for (std::size_t i = 0; i < cells_.size(); ++i)
      if (basis_[i] < columns_) y[basis_[i]] = -cells_[i][ray_];
    return y;
  }

  // One a row of the caller, from the reduced costs of the artificials.
  std::vector<double> multipliers(double artificial) const {
    std::vector<double> x(cells_.size());
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = sign_[i] * (artificial - reduced_[columns_ + i]);
    return x;
  }

 private:
  std::size_t width() const { return columns_ + cells_.size(); }

  std::size_t leaving(std::size_t enter) const {
    std::size_t best = cells_.size();
    double least = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      // An artificial that stays at zero may leave on any entry, so that it never rises.
      const bool idle = basis_[i] >= columns_ && std::abs(cells_[i].back()) <= kZero;
      if (cells_[i][enter] <= kPivot && !(idle && cells_[i][enter] < -kZero)) continue;
      const double ratio = idle ? 0 : cells_[i].back() / cells_[i][enter];
      if (best == cells_.size() || ratio < least - kZero || (ratio <= least + kZero && basis_[i] < basis_[best])) {
        least = best == cells_.size() ? ratio : std::min(least, ratio);
        best = i;
      }
    }
    return best;
  }

  void pivot(std::size_t row, std::size_t column) {
    const double scale = 1 / cells_[row][column];
    for (double& cell : cells_[row]) cell *= scale;
    for (std::size_t i = 0; i < cells_.size(); ++i)
      if (i != row) subtract(cells_[i], cells_[row], cells_[i][column]);
    subtract(reduced_, cells_[row], reduced_[column]);
    basis_[row] = column;
  }

  static void subtract(std::vector<double>& from, const std::vector<double>& row, double factor) {
    if (factor == 0) return;
    for (std::size_t j = 0; j < from.size(); ++j) from[j] -= factor * row[j];
  }

  std::size_t columns_;
  std::vector<std::size_t> basis_;
  std::vector<double> sign_;
  Matrix cells_;
  std::vector<double> reduced_;
  std::size_t ray_ = 0;
};

double size_of(const std::vector<double>& numbers) {
  double sum = 1;
  for (const double number : numbers) sum += std::abs(number);
  return sum;
}

}  // namespace

LinearAnswer minimise_standard(const Matrix& rows, const std::vector<double>& right, const std::vector<double>& cost) {
  LinearAnswer answer;
  Tableau tableau(rows, right);
  tableau.price(std::vector<double>(cost.size(), 0), 1);
  if (tableau.descend() != LinearStatus::kOptimal) return answer;  // bounded below by zero
  if (tableau.value() > 1e-10 * size_of(right)) {
    answer.status = LinearStatus::kInfeasible;
    answer.y = tableau.multipliers(1);  // y'M <= 0 and y.d > 0
    return answer;
  }
  tableau.expel_artificials();
  tableau.price(cost, 0);
  answer.status = tableau.descend();
  if (answer.status == LinearStatus::kUnbounded) answer.x = tableau.ray();
  if (answer.status != LinearStatus::kOptimal) return answer;
  answer.value = tableau.value();
  answer.x = tableau.solution();
  answer.y = tableau.multipliers(0);
  return answer;
}

LinearAnswer maximise(const Matrix& rows, const std::vector<double>& right, const std::vector<double>& gain) {
  Matrix transposed(gain.size(), std::vector<double>(rows.size()));
  for (std::size_t k = 0; k < rows.size(); ++k)
    for (std::size_t i = 0; i < gain.size(); ++i) transposed[i][k] = rows[k][i];
  LinearAnswer dual = minimise_standard(transposed, gain, right);
  LinearAnswer answer;
  answer.status = dual.status;
  answer.value = dual.value;
  answer.y = std::move(dual.x);
  answer.x = std::move(dual.y);
  if (dual.status == LinearStatus::kInfeasible) answer.status = LinearStatus::kUnbounded;
  if (dual.status == LinearStatus::kUnbounded) answer.status = LinearStatus::kInfeasible;
  return answer;
}

}  // namespace trilat::numerics
