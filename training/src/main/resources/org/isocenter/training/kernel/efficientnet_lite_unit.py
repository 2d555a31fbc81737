  def same(self: __torch__.Kernel,
    side: int,
    kernel: int,
    stride: int) -> int:
    out = torch.floordiv(side + stride - 1, stride)
    return max((out - 1) * stride + kernel - side, 0)
  def unit(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    r: List[Tensor],
    i: int,
    stride: int,
    live: bool,
    momentum: float) -> Tensor:
    weight = w[3 * i]
    gain = w[3 * i + 1]
    bias = w[3 * i + 2]
    mean = r[2 * i]
    variance = r[2 * i + 1]
    kernel = torch.size(weight, 2)
    if torch.size(x, 1) < torch.size(weight, 1):
      weight = torch.sum(weight, [1], True)
    groups = torch.floordiv(torch.size(x, 1), torch.size(weight, 1))
    rows = (self).same(torch.size(x, 2), kernel, stride)
    columns = (self).same(torch.size(x, 3), kernel, stride)
    top = torch.floordiv(rows, 2)
    left = torch.floordiv(columns, 2)
    y = x
    if rows != 2 * top or columns != 2 * left:
      y = torch.constant_pad_nd(x, [left, columns - left, top, rows - top], 0)
      top = 0
      left = 0
    if live:
      z = torch.conv2d(y, torch.to(weight, ${compute}), None, [stride, stride], [top, left], [1, 1], groups)
      out = torch.batch_norm(z, gain, bias, mean, variance, True, momentum, 0.001, True)
    else:
      scale = torch.mul(gain, torch.rsqrt(torch.add(variance, 0.001)))
      folded = torch.mul(weight, torch.view(scale, [-1, 1, 1, 1]))
      shift = torch.sub(bias, torch.mul(mean, scale))
      out = torch.conv2d(y, torch.to(folded, ${compute}), torch.to(shift, ${compute}), [stride, stride], [top, left], [1, 1], groups)
    return out
  def act(self: __torch__.Kernel,
    x: Tensor) -> Tensor:
    return torch.hardtanh_(x, 0., 6.)
